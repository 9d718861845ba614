"""The door to plugins."""

from xinyi.kernel.plugins.actions import NotSwitchable, switch
from xinyi.kernel.plugins.queries import Piece, is_on, pieces, render_slot, scenarios_on

__all__ = ["NotSwitchable", "Piece", "is_on", "pieces", "render_slot", "scenarios_on", "switch"]
