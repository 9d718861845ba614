"""The door to live."""

from xinyi.kernel.live.actions import push, push_from
from xinyi.kernel.live.queries import token

__all__ = ["push", "push_from", "token"]
