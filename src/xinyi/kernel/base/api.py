"""The door to the base: what every folder may use."""

from xinyi.kernel.base.batch import Change, Command, Rows, write
from xinyi.kernel.base.refusals import Refused, Stale
from xinyi.kernel.base.values import new_id, now

__all__ = ["Change", "Command", "Refused", "Rows", "Stale", "new_id", "now", "write"]
