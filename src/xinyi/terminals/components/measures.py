"""Whether the house keeps its word: promises kept, first response, ratings, over the last 30 closed days.

All of it comes from facts, so it names no person; a figure of fewer than ten cases is not shown, since it would be
about somebody.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from xinyi.kernel.facts.api import ClosedDays, Total, closed_days
from xinyi.kernel.manifest import manifests, resolve
from xinyi.kernel.scope.api import Asking

LEAST_CASES = 10
ANSWERED, RESPONDED = "work.answered", "work.responded"
LONG_MINUTES = 120
NOT_SHOWN = "—"
Words = Callable[..., Mapping[str, object]]


@dataclass(frozen=True)
class Measure:
    """A figure in words with its unit, and how many cases stand behind it."""

    value: str
    unit: str
    count: int

    @property
    def is_shown(self) -> bool:
        """Whether enough cases stand behind it."""
        return self.value != NOT_SHOWN


def facts_that_show(what: str) -> tuple[str, ...]:
    """The names of the facts that manifests declare for a figure: ``received`` or ``rating``."""
    return tuple(fact.name for one in manifests() for fact in one.facts if fact.shows == what)


def words_of_kinds(asking: Asking, names: tuple[str, ...]) -> dict[str, str]:
    """The word for each kind that these facts may carry, from the folders that declare them."""
    sources = [(one.slug, fact.words) for one in manifests() for fact in one.facts if fact.name in names and fact.words]
    found: dict[str, str] = {}
    for slug, source in sources:
        words: Words = resolve(slug, source)
        found |= {kind: str(word) for kind, word in words(asking=asking).items()}
    return found


def measured_days(asking: Asking) -> ClosedDays:
    """The closed days of every fact that a figure needs."""
    names = (ANSWERED, RESPONDED, *facts_that_show("rating"), *facts_that_show("received"))
    return closed_days(asking=asking, names=names)


def kept_share(total: Total) -> Measure:
    """Of the answers owed, how many came in time, in percent."""
    return measure(total, f"{100 * total.amount / (total.count or 1):.1f}", unit="%")


def response_time(total: Total) -> Measure:
    """The mean time to the first response."""
    minutes = total.amount / (total.count or 1)
    if minutes < LONG_MINUTES:
        return measure(total, f"{minutes:.0f}", unit=_("分钟"))
    return measure(total, f"{minutes / 60:.1f}", unit=_("小时"))


def rating(days: ClosedDays) -> Measure:
    """The mean of what residents gave, out of five."""
    totals = [days.total(name) for name in facts_that_show("rating")]
    total = Total(sum(one.count for one in totals), sum(one.amount for one in totals))
    return measure(total, f"{total.amount / (total.count or 1):.2f}", unit="")


def measure(total: Total, value: str, *, unit: str) -> Measure:
    """The figure, or a dash for too few cases."""
    if total.count < LEAST_CASES:
        return Measure(NOT_SHOWN, "", total.count)
    return Measure(value, unit, total.count)


def record(asking: Asking) -> dict[str, Any] | None:
    """The home page's card: what the reader's street kept of its word; None while there is nothing to show."""
    days = measured_days(asking)
    scored = rating(days)
    figures = [
        (_("按承诺办结"), kept_share(days.total(ANSWERED))),
        (_("平均首次回应"), response_time(days.total(RESPONDED))),
        (_("居民评分"), Measure(scored.value[:-1], " / 5", scored.count) if scored.is_shown else scored),
    ]
    shown = [{"label": label, "value": one.value, "unit": one.unit} for label, one in figures if one.is_shown]
    return {"period": _("近 30 天"), "figures": shown} if shown else None
