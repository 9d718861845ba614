"""Reads of flows: today's facts one by one, closed days by their sums."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from xinyi.kernel.scope.api import Asking, cached

CLOSED_DAYS = 30
STAMP = "facts"


@dataclass(frozen=True)
class Flow:
    """How often and how much, of one name in one hour, street, community, kind and channel."""

    day: date
    hour: int
    name: str
    kind: str
    channel: str
    street_id: int | None
    community_id: int | None
    count: int
    amount: float


@dataclass(frozen=True)
class Happened:
    """One fact of today, with where it was."""

    at: datetime
    name: str
    kind: str
    street_id: int | None
    community_id: int | None


@dataclass(frozen=True)
class Today:
    """The sums of the day so far by hour, name, kind and channel (places left out), and the latest news."""

    flows: Sequence[Flow]
    latest: Sequence[Happened]


@dataclass(frozen=True)
class Total:
    """How often, and how much together."""

    count: int = 0
    amount: float = 0.0


@dataclass(frozen=True)
class ClosedDays:
    """The last 30 closed days: (name, day, hour) to total, and (name, street) to total."""

    hours: Mapping[tuple[str, date, int], Total]
    streets: Mapping[tuple[str, int | None], Total]

    def total(self, name: str) -> Total:
        """All of one name."""
        found = [one for (fact, _street), one in self.streets.items() if fact == name]
        return Total(sum(one.count for one in found), sum(one.amount for one in found))


def flows_of(*, asking: Asking, names: tuple[str, ...], since: datetime, until: datetime) -> list[Flow]:
    """Sums by hour of the named facts in the half-open time range, within the asking post's street or community."""
    narrow = narrowed(asking)
    values: dict[str, Any] = {"names": list(names), "since": since, "until": until}
    values |= {"street_id": asking.street_id, "community_id": asking.community_id}
    with connection.cursor() as cursor:
        cursor.execute(FLOWS.format(narrow=narrow), values)
        return [Flow(*row) for row in cursor.fetchall()]


def narrowed(asking: Asking) -> str:
    """The conditions of the asking post's street and community."""
    columns = ("street_id", "community_id")
    return "".join(f" AND {column} = %({column})s" for column in columns if getattr(asking, column))


def today(*, asking: Asking, since: datetime, until: datetime, news: Sequence[str], limit: int = 8) -> Today:
    """What happened from ``since`` to ``until`` (both included) in the asking post's area, in one statement.

    ``news`` are the names of which the latest ``limit`` come one by one, newest first.
    """
    values: dict[str, Any] = {"since": since, "until": until, "news": list(news), "limit": limit}
    values |= {"street_id": asking.street_id, "community_id": asking.community_id}
    with connection.cursor() as cursor:
        cursor.execute(TODAY.format(narrow=narrowed(asking)), values)
        flows, latest = (json.loads(part) for part in cursor.fetchone())
    return Today(
        flows=[Flow(street_id=None, community_id=None, day=since.date(), **row) for row in flows],
        latest=[Happened(**{**row, "at": datetime.fromisoformat(row["at"])}) for row in latest],
    )


def closed_days(*, asking: Asking, names: tuple[str, ...]) -> ClosedDays:
    """The sums of the last 30 days that are rolled up, in the asking post's street or community.

    Kept in the process until the next day is rolled up.
    """
    kept_as = f"facts.closed.{asking.street_id}.{asking.community_id}.{','.join(names)}"
    return cached(asking, kept_as, stamps=(STAMP,), load=lambda: read_closed_days(asking, names=names))


def read_closed_days(asking: Asking, *, names: tuple[str, ...]) -> ClosedDays:
    """One statement."""
    values: dict[str, Any] = {"names": list(names), "street_id": asking.street_id, "community_id": asking.community_id}
    with connection.cursor() as cursor:
        cursor.execute(CLOSED.format(narrow=narrowed(asking)), values | {"days": CLOSED_DAYS})
        rows = cursor.fetchall()
    return ClosedDays(
        hours={(name, day, hour): Total(*sums) for name, day, hour, _street, by_hour, *sums in rows if by_hour},
        streets={(name, street): Total(*sums) for name, _day, _hour, street, by_hour, *sums in rows if not by_hour},
    )


TODAY = """
WITH seen AS MATERIALIZED (
  SELECT at, name, kind, channel, street_id, community_id, amount FROM facts_fact
  WHERE at >= %(since)s AND at <= %(until)s{narrow})
SELECT
  (SELECT coalesce(jsonb_agg(to_jsonb(f)), '[]') FROM (
    SELECT extract(hour FROM at AT TIME ZONE 'Asia/Shanghai')::int AS hour, name, kind, channel,
      count(*)::int AS count, sum(amount) AS amount
    FROM seen GROUP BY 1, 2, 3, 4) f)::text,
  (SELECT coalesce(jsonb_agg(to_jsonb(l)), '[]') FROM (
    SELECT at, name, kind, street_id, community_id FROM seen WHERE name = ANY(%(news)s)
    ORDER BY at DESC LIMIT %(limit)s) l)::text
"""
CLOSED = """
SELECT name, day, hour, street_id, grouping(street_id) = 1, sum(count)::int, sum(amount) FROM facts_day
WHERE day > (SELECT max(day) FROM facts_rolledday) - %(days)s AND name = ANY(%(names)s){narrow}
GROUP BY GROUPING SETS ((name, day, hour), (name, street_id))
"""
FLOWS = """
SELECT (at AT TIME ZONE 'Asia/Shanghai')::date, extract(hour FROM at AT TIME ZONE 'Asia/Shanghai')::int,
  name, kind, channel, street_id, community_id, count(*)::int, sum(amount)
FROM facts_fact WHERE name = ANY(%(names)s) AND at >= %(since)s AND at < %(until)s{narrow}
GROUP BY 1, 2, 3, 4, 5, 6, 7
"""
