"""Removes what signing in leaves behind."""

from datetime import datetime, timedelta

from xinyi.kernel.accounts.models import Attempt, Challenge, Session

CODES_KEPT = timedelta(days=1)
SESSIONS_KEPT = timedelta(days=180)


def remove_what_ran_out(*, now: datetime) -> None:
    """Codes after a day, sessions half a year after their end, counts of failures that no longer count."""
    Challenge.objects.filter(created_at__lt=now - CODES_KEPT).delete()
    Session.objects.filter(expires_at__lt=now - SESSIONS_KEPT).delete()
    Session.objects.filter(ended_at__lt=now - SESSIONS_KEPT).delete()
    Attempt.objects.filter(since__lt=now - CODES_KEPT).delete()
