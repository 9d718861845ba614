"""Reads of flows: today's facts one by one, closed days by their sums."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from xinyi.kernel.scope.api import Asking


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


def flows_of(*, asking: Asking, names: tuple[str, ...], since: datetime, until: datetime) -> list[Flow]:
    """Sums by hour of the named facts in the half-open time range, within the asking post's street or community."""
    narrow = "".join(
        f" AND {column} = %({column})s" for column in ("street_id", "community_id") if getattr(asking, column)
    )
    values = {"names": list(names), "since": since, "until": until}
    values |= {"street_id": asking.street_id, "community_id": asking.community_id}
    with connection.cursor() as cursor:
        cursor.execute(FLOWS.format(narrow=narrow), values)
        return [Flow(*row) for row in cursor.fetchall()]


FLOWS = """
SELECT (at AT TIME ZONE 'Asia/Shanghai')::date, extract(hour FROM at AT TIME ZONE 'Asia/Shanghai')::int,
  name, kind, channel, street_id, community_id, count(*)::int, sum(amount)
FROM facts_fact WHERE name = ANY(%(names)s) AND at >= %(since)s AND at < %(until)s{narrow}
GROUP BY 1, 2, 3, 4, 5, 6, 7
"""
