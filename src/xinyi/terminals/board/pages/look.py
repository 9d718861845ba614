"""All that one refresh of the wall reads."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime

from xinyi.kernel.facts.api import ClosedDays, Today, today
from xinyi.kernel.manifest import manifests
from xinyi.kernel.scope.api import Asking
from xinyi.kernel.work.api import Standing, standing
from xinyi.terminals.components.measures import facts_that_show, measured_days, words_of_kinds

OWN = "work."
FEED = 9


@dataclass(frozen=True)
class Look:
    """All that one refresh reads: two statements, and what the process keeps of closed days, places and kinds."""

    asking: Asking
    now: datetime
    today: Today
    closed: ClosedDays
    standing: Standing
    received: tuple[str, ...]
    words: dict[str, str]


def look_at(asking: Asking, *, now: datetime) -> Look:
    """Read the area."""
    midnight = localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    news = tuple(fact.name for one in manifests() for fact in one.facts if not fact.name.startswith(OWN))
    received = facts_that_show("received")
    return Look(
        asking=asking,
        now=now,
        today=today(asking=asking, since=midnight, until=now, news=news, limit=FEED),
        closed=measured_days(asking),
        standing=standing(asking=asking),
        received=received,
        words=words_of_kinds(asking, news),
    )
