"""Who is told what after a wish was written, moved or ran late."""

from xinyi.scenarios.wishes.actions.telling import tell_late, tell_moved, tell_written

__all__ = ["tell_late", "tell_moved", "tell_written"]
