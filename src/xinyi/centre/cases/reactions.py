"""Who is told what after a case was opened, moved, rang or ran late."""

from xinyi.centre.cases.actions.telling import tell_late, tell_moved, tell_received, tell_ringing

__all__ = ["tell_late", "tell_moved", "tell_received", "tell_ringing"]
