"""Records facts and rolls closed days up."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from xinyi.kernel.base.api import Rows, new_id
from xinyi.kernel.facts.models import Fact
from xinyi.kernel.scope.api import bump


def fact(
    *,
    name: str,
    at: datetime,
    place: Mapping[str, Any],
    amount: float = 1,
    kind: str = "",
    channel: str = "",
    organisation: UUID | None = None,
) -> Rows:
    """The row of one fact, to be sent with the write it follows from; ``place`` gives the scope columns."""
    row = {
        "id": new_id(),
        "at": at,
        "name": name,
        "kind": kind,
        "channel": channel,
        "amount": amount,
        "street_id": place.get("street_id"),
        "community_id": place.get("community_id"),
        "organisation_id": organisation,
    }
    return Rows(Fact, [row])


def roll_up(*, first: date, last: date) -> int:
    """Roll up the days from ``first`` to ``last`` (both included) that are not yet; returns the rows written.

    Idempotent: a day is rolled up once, in one statement. Effects: what processes keep of closed days is read anew.
    """
    with connection.cursor() as cursor:
        cursor.execute(ROLL_UP, {"first": first, "last": last})
        written = cursor.rowcount
    if written:
        bump("facts")
    return written


def roll_up_closed_days(*, now: datetime) -> None:
    """Roll up every day of the last month that ended more than an hour ago."""
    yesterday = (now - timedelta(hours=25)).date()
    roll_up(first=yesterday - timedelta(days=35), last=yesterday)


ROLL_UP = """
WITH todo AS (
  INSERT INTO facts_rolledday (day)
  SELECT d::date FROM generate_series(%(first)s::date, %(last)s::date, '1 day') d
  ON CONFLICT DO NOTHING RETURNING day)
INSERT INTO facts_day (day, hour, name, kind, channel, street_id, community_id, count, amount)
SELECT (f.at AT TIME ZONE 'Asia/Shanghai')::date, extract(hour FROM f.at AT TIME ZONE 'Asia/Shanghai'),
  f.name, f.kind, f.channel, f.street_id, f.community_id, count(*), sum(f.amount)
FROM facts_fact f JOIN todo ON f.at >= todo.day::timestamp AT TIME ZONE 'Asia/Shanghai'
  AND f.at < (todo.day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
GROUP BY 1, 2, 3, 4, 5, 6, 7
"""
