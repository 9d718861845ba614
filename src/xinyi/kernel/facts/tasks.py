"""Rolls closed days up each hour."""

from datetime import datetime

from xinyi.kernel.facts.actions import roll_up_closed_days
from xinyi.kernel.jobs.api import periodic


@periodic(seconds=3600)
def roll_up_days(*, now: datetime) -> None:
    """Keep the sums of closed days complete."""
    roll_up_closed_days(now=now)
