"""Writes to the calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from xinyi.kernel.audit.api import record
from xinyi.kernel.base.api import Refused, Rows, write
from xinyi.kernel.calendar.events import YearPublished
from xinyi.kernel.calendar.models import Day, Year
from xinyi.kernel.jobs.api import publish
from xinyi.kernel.scope.api import Actor, bump


class WrongYear(Refused):
    """A day of another year stands in the list."""

    message = _("名单里有不属于这一年的日期，请检查。")


@dataclass(frozen=True)
class NamedDay:
    """A day of the official list: off, or worked although it is a weekend."""

    day: date
    kind: Literal["work", "off"]
    name: str


@transaction.atomic
def publish_year(*, actor: Actor, year: int, days: Sequence[NamedDay], source: str, now: datetime) -> None:
    """Replace a year's days by the official list. Raises ``WrongYear``.

    Effects: one audit row, the event ``YearPublished``, every process reads the calendar again.
    """
    if any(one.day.year != year for one in days):
        raise WrongYear
    Day.objects.filter(day__year=year).delete()
    Year.objects.update_or_create(year=year, defaults={"source": source, "published_at": now})
    write(
        Rows(Day, [{"day": one.day, "kind": one.kind, "name": one.name, "source": source} for one in days]),
        record(actor=actor, action="calendar.publish", object_kind="year", object_id=year, at=now,
               detail={"days": len(days), "source": source}),
        publish(YearPublished(year=year, at=now), at=now),
    )  # fmt: skip
    bump("calendar")
