"""The door to live."""

from xinyi.kernel.live.actions import push
from xinyi.kernel.live.queries import token

__all__ = ["push", "token"]
