"""When a promise falls due, and how much counted time has passed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from xinyi.kernel.calendar.machine import (
    LOCAL,
    Pause,
    Rule,
    WorkingTime,
    add_counted,
    elapsed_between,
)
from xinyi.kernel.calendar.models import Day, Year
from xinyi.kernel.policy.api import value
from xinyi.kernel.scope.api import Asking, cached

HOURS_RULE = "calendar.working_hours"


@dataclass(frozen=True)
class Due:
    """When something is owed; ``provisional`` when the official days up to then are not published yet."""

    at: datetime
    provisional: bool
    calendar_version: int


def due_at(*, asking: Asking, start: datetime, amount: float, rule: Rule, pauses: Sequence[Pause] = ()) -> Due:
    """When ``amount`` units of ``rule`` from ``start`` on are used up; pauses (from, to) do not count.

    A pause without an end leaves no due instant: it is counted up to its beginning, as if it ended there, so whoever
    resumes computes again. The hours of work are those in force at ``start``. ``at`` is in UTC.
    """
    working = working_time(asking=asking, at=start)
    ended = [(begins, ends) for begins, ends in pauses if ends is not None]
    at = add_counted(working, rule, start=start, amount=amount, pauses=ended)
    counts_work = rule in {"work_hour", "work_day"}
    return Due(at, counts_work and not is_covered(working, start=start, end=at), asking.stamps.get("calendar", 0))


def elapsed(*, asking: Asking, start: datetime, end: datetime, rule: Rule, pauses: Sequence[Pause] = ()) -> timedelta:
    """The time counted under ``rule``; a work day is 8 hours of it. A pause without an end lasts to ``end``."""
    return elapsed_between(working_time(asking=asking, at=start), rule, start=start, end=end, pauses=pauses)


def is_worked(*, asking: Asking, day: date) -> bool:
    """Whether people work on this day, make-up days included."""
    return known_days(asking=asking).is_worked(day)


def is_work_time(*, asking: Asking, at: datetime) -> bool:
    """Whether offices are open at this instant."""
    return elapsed(asking=asking, start=at, end=at + timedelta(minutes=1), rule="work_hour") > timedelta()


def covered_years(*, asking: Asking) -> frozenset[int]:
    """The years whose official days are published."""
    return known_days(asking=asking).covered


def is_covered(working: WorkingTime, *, start: datetime, end: datetime) -> bool:
    """Whether every year between two instants is published."""
    first, last = start.astimezone(LOCAL).year, end.astimezone(LOCAL).year
    return working.covered.issuperset(range(first, last + 1))


def working_time(*, asking: Asking, at: datetime) -> WorkingTime:
    """The days known today with the hours of work in force at ``at``."""
    known = known_days(asking=asking)
    hours = value(asking=asking, name=HOURS_RULE, at=at)
    return WorkingTime(
        known.worked,
        known.covered,
        tuple((time.fromisoformat(begins), time.fromisoformat(ends)) for begins, ends in hours),
    )


def known_days(*, asking: Asking) -> WorkingTime:
    """The days that differ from the week, kept by stamp."""
    return cached(asking, "calendar.days", stamps=("calendar",), load=load)


def load() -> WorkingTime:
    """Two statements."""
    worked = {day: kind == "work" for day, kind in Day.objects.values_list("day", "kind")}
    return WorkingTime(worked, frozenset(Year.objects.values_list("year", flat=True)))
