"""Three months of cases, made by the ordinary actions in memory and sent to the database a few hundred at a time."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import models

from xinyi.config.sample.lives import Life
from xinyi.config.sample.rhythm import DAYS, filing_times
from xinyi.config.sample.world import World
from xinyi.kernel.base.api import Ledger, keeping, send
from xinyi.kernel.calendar.api import LOCAL
from xinyi.kernel.facts.api import roll_up
from xinyi.kernel.jobs.api import forget_waiting

# A portion ends with a day, since the numbers of a day are counted in one portion.
CASES_AT_ONCE = 250
OUTBOX = "jobs.Job"


def live_through(*, world: World, count: int) -> int:
    """Make ``count`` cases; returns their number.

    Everything is kept in the world's ledger until a portion is sent.
    """
    times = filing_times(count=count, now=world.now, chance=world.chance)
    ledger = world.ledger
    kept = 0
    for number, filed in enumerate(times):
        if kept >= CASES_AT_ONCE and filed.astimezone(LOCAL).date() != times[number - 1].astimezone(LOCAL).date():
            send(ledger)
            kept = 0
        with keeping(ledger):
            Life(world, number=number, filed=filed).go()
        kept += 1
    send(ledger)
    return len(times)


def close_past(*, now: datetime) -> None:
    """Sum up the closed days and drop their news, once everything that happened in them has been laid.

    A day is summed up once, so this comes last: what a folder lays afterwards would never be counted.
    """
    midnight = midnight_before(now)
    forget_waiting(before=midnight)
    roll_up(first=(midnight - timedelta(days=DAYS)).date(), last=(midnight - timedelta(days=1)).date())


def new_ledger(*, now: datetime) -> Ledger:
    """A ledger that keeps no news older than today's: nobody is told now of what happened in the past."""
    return Ledger(leaves_out=old_news(before=midnight_before(now)))


def midnight_before(now: datetime) -> datetime:
    """When the district's day began."""
    return now.astimezone(LOCAL).replace(hour=0, minute=0, second=0, microsecond=0)


def old_news(*, before: datetime) -> Callable[[type[models.Model], dict[str, Any]], bool]:
    """Whether a row is a job that tells of something before that instant."""
    return lambda model, row: model._meta.label == OUTBOX and row["scheduled_at"] < before
