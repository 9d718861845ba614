"""When things are reported: three months of days, each with its mornings and evenings."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from xinyi.kernel.calendar.api import LOCAL

DAYS = 90
BY_HOUR = (8, 5, 3, 2, 2, 4, 12, 30, 58, 74, 78, 66, 40, 38, 56, 62, 60, 54, 50, 58, 62, 56, 38, 20)
BY_WEEKDAY = (1.15, 1.05, 1.0, 1.0, 1.05, 0.85, 0.8)
# A fresh sample shows a day in full swing, also to whoever starts it at night.
TODAY_SHARE, FEWEST_TODAY_SHARE = 0.019, 0.01


def filing_times(*, count: int, now: datetime, chance: Random) -> list[datetime]:
    """``count`` instants before ``now``, in order."""
    midnight = now.astimezone(LOCAL).replace(hour=0, minute=0, second=0, microsecond=0)
    passed = sum(BY_HOUR[: now.astimezone(LOCAL).hour]) / sum(BY_HOUR)
    today = round(count * max(FEWEST_TODAY_SHARE, TODAY_SHARE * passed))
    return sorted([*earlier(count - today, midnight, chance=chance), *within(today, midnight, now=now, chance=chance)])


def earlier(count: int, midnight: datetime, *, chance: Random) -> Iterator[datetime]:
    """On the days before this one."""
    days = [midnight - timedelta(days=n) for n in range(1, DAYS + 1)]
    weights = [BY_WEEKDAY[day.weekday()] for day in days]
    for day in chance.choices(days, weights, k=count):
        hour = chance.choices(range(24), BY_HOUR)[0]
        yield day + timedelta(hours=hour, seconds=chance.randrange(3600))


def within(count: int, midnight: datetime, *, now: datetime, chance: Random) -> Iterator[datetime]:
    """Between midnight and now, none so late that its alarm would still ring."""
    last = max(60.0, (now - midnight).total_seconds() - 900)
    hours = range(int(last // 3600) + 1)
    for hour in chance.choices(hours, BY_HOUR[: len(hours)], k=count):
        yield midnight + timedelta(seconds=min(last, hour * 3600 + chance.randrange(3600)))
