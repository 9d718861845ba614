"""The arithmetic of counted time: which stretches count under a rule, where an amount ends, how much has passed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Literal
from zoneinfo import ZoneInfo

Rule = Literal["urgent_hour", "work_hour", "work_day", "natural_day"]
Pause = tuple[datetime, datetime | None]
Stretch = tuple[datetime, datetime]

LOCAL = ZoneInfo("Asia/Shanghai")
SATURDAY = 5
HOUR = timedelta(hours=1)
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
HORIZON_DAYS = 36_600


class NeverEnds(ValueError):
    """The amount cannot be reached: a pause has no end, or no time of the day is worked."""


@dataclass(frozen=True)
class WorkingTime:
    """Days and hours of work: ``worked`` names days that differ from the week, ``covered`` the published years."""

    worked: Mapping[date, bool] = field(default_factory=dict)
    covered: frozenset[int] = frozenset()
    hours: tuple[tuple[time, time], ...] = ((time(8), time(12)), (time(14), time(18)))

    def is_worked(self, day: date) -> bool:
        """Whether people work on this day."""
        return self.worked.get(day, day.weekday() < SATURDAY)

    @property
    def day_length(self) -> timedelta:
        """The counted time of one work day."""
        return sum((between(begins, ends) for begins, ends in self.hours), timedelta())

    def stretches(self, start: datetime) -> Iterator[Stretch]:
        """The worked stretches from ``start`` on, in order, in UTC."""
        first = start.astimezone(LOCAL).date()
        for day in (first + timedelta(days=n) for n in range(HORIZON_DAYS)):
            if self.is_worked(day):
                for begins, ends in self.hours:
                    stretch = (max(instant(day, begins), start), instant(day, ends))
                    if stretch[0] < stretch[1]:
                        yield stretch


def between(begins: time, ends: time) -> timedelta:
    """The length of a stretch within one day."""
    return timedelta(hours=ends.hour - begins.hour, minutes=ends.minute - begins.minute)


def instant(day: date, at: time) -> datetime:
    """A local wall-clock time as an instant."""
    return datetime.combine(day, at, tzinfo=LOCAL).astimezone(UTC)


def counted(working: WorkingTime, rule: Rule, *, start: datetime, pauses: Sequence[Pause] = ()) -> Iterator[Stretch]:
    """The stretches that count under a rule from ``start`` on; a pause without an end never ends."""
    always = rule in {"urgent_hour", "natural_day"}
    whole = iter([(start.astimezone(UTC), NEVER)]) if always else working.stretches(start)
    return unpaused(whole, joined(pauses))


def unpaused(stretches: Iterator[Stretch], pauses: Sequence[Stretch]) -> Iterator[Stretch]:
    """The parts of the stretches outside all pauses."""
    for begins, ends in stretches:
        if pauses and pauses[-1][0] <= begins and pauses[-1][1] >= NEVER:
            return
        edges = [begins, *(edge for pause in pauses for edge in clipped(pause, (begins, ends))), ends]
        yield from ((left, right) for left, right in list(pairwise(edges))[::2] if left < right)


def clipped(pause: Stretch, stretch: Stretch) -> tuple[datetime, ...]:
    """Both ends of the part of a pause inside a stretch, nothing when they do not meet."""
    begins, ends = max(pause[0], stretch[0]), min(pause[1], stretch[1])
    return (begins, ends) if begins < ends else ()


def joined(pauses: Sequence[Pause]) -> list[Stretch]:
    """Pauses in order, overlapping ones made one."""
    merged: list[Stretch] = []
    for begins, ends in sorted((begins, ends or NEVER) for begins, ends in pauses):
        if merged and begins <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], ends))
        elif begins < ends:
            merged.append((begins, ends))
    return merged


def length(working: WorkingTime, rule: Rule, *, amount: float) -> timedelta:
    """An amount of a rule as counted time."""
    unit = {"natural_day": timedelta(days=1), "work_day": working.day_length}.get(rule, HOUR)
    return timedelta(microseconds=round(unit / timedelta(microseconds=1) * amount))


def add_counted(
    working: WorkingTime, rule: Rule, *, start: datetime, amount: float, pauses: Sequence[Pause] = ()
) -> datetime:
    """The first instant (UTC) at which ``amount`` has been counted. Raises ``NeverEnds``.

    An amount that is used up at the end of a morning ends there and not after the break.
    """
    left = length(working, rule, amount=amount)
    if left <= timedelta():
        return start.astimezone(UTC)
    for begins, ends in counted(working, rule, start=start, pauses=pauses):
        if left <= ends - begins:
            return begins + left
        left -= ends - begins
    raise NeverEnds


def elapsed_between(
    working: WorkingTime, rule: Rule, *, start: datetime, end: datetime, pauses: Sequence[Pause] = ()
) -> timedelta:
    """The time counted from ``start`` to ``end``, nothing when the end lies before the start."""
    total = timedelta()
    for begins, ends in counted(working, rule, start=start, pauses=pauses):
        if begins >= end:
            break
        total += min(ends, end) - begins
    return total
