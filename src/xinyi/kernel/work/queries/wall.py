"""What the wall shows of open work: counts by state and place, and what rings; never a person or a text."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from xinyi.kernel.scope.api import Asking
from xinyi.kernel.work.queries.lists import OpenCount


@dataclass(frozen=True)
class Alarm:
    """Something that rings and nobody has acknowledged; ``rank`` counts how often it went on to the next in line."""

    kind: str
    label: str
    street_id: int | None
    community_id: int | None
    since: datetime
    rank: int


@dataclass(frozen=True)
class Standing:
    """The open work of an area; ``escalated`` are the late items that went up more than one level."""

    counts: Sequence[OpenCount]
    alarms: Sequence[Alarm]
    escalated: int


def standing(*, asking: Asking) -> Standing:
    """What is open and what rings now in the asking post's area, the longest ringing first; one statement."""
    narrow = {"street_id": asking.street_id, "community_id": asking.community_id, "grid_id": asking.grid}
    wanted = "".join(f" AND {name} = %({name})s" for name, value in narrow.items() if value)
    with connection.cursor() as cursor:
        cursor.execute(STANDING.format(narrow=wanted), narrow)
        counts, alarms, escalated = cursor.fetchone()
    return Standing(
        counts=[OpenCount(**row) for row in json.loads(counts)],
        alarms=[Alarm(**{**row, "since": datetime.fromisoformat(row["since"])}) for row in json.loads(alarms)],
        escalated=escalated,
    )


STANDING = """
SELECT
  (SELECT coalesce(jsonb_agg(to_jsonb(c)), '[]') FROM (
    SELECT kind, state, street_id, community_id, count(*)::int AS count,
      (count(*) FILTER (WHERE is_late))::int AS late
    FROM work_item WHERE is_open{narrow} GROUP BY 1, 2, 3, 4) c)::text,
  (SELECT coalesce(jsonb_agg(to_jsonb(a) ORDER BY a.since), '[]') FROM (
    SELECT i.kind, i.category_label AS label, i.street_id, i.community_id, i.filed_at AS since, max(s.rank) AS rank
    FROM work_step s JOIN work_item i ON i.id = s.item_id
    WHERE s.name = 'ring' AND s.answered_at IS NULL AND s.done_at IS NULL GROUP BY i.id) a)::text,
  (SELECT count(*)::int FROM work_item WHERE is_open AND is_late AND escalation > 1{narrow})
"""
