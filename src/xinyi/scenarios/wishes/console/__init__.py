"""The console's pages of wishes; under 900 px the same addresses are a phone's."""

from xinyi.scenarios.wishes.console.listing import listing
from xinyi.scenarios.wishes.console.wish import step, wish

__all__ = ["listing", "step", "wish"]
