"""The door to the base: what every folder may use."""

from xinyi.kernel.base.batch import Change, Command, Rows, send, write
from xinyi.kernel.base.ledger import Ledger, keeping, open_ledger, together
from xinyi.kernel.base.refusals import Refused, Stale
from xinyi.kernel.base.values import new_id, now

__all__ = [
    "Change",
    "Command",
    "Ledger",
    "Refused",
    "Rows",
    "Stale",
    "keeping",
    "new_id",
    "now",
    "open_ledger",
    "send",
    "together",
    "write",
]
