"""What residents see and do: the wall, writing a wish, seconding one, and the wisher's own steps."""

from xinyi.scenarios.wishes.resident.wall import second_it, wall, write
from xinyi.scenarios.wishes.resident.wish import step, wish

__all__ = ["second_it", "step", "wall", "wish", "write"]
