"""What the walk came to, read from audit and legs as the owner of the tables, who sees every row."""

import json
from collections.abc import Mapping, Sequence
from hashlib import md5
from pathlib import Path
from statistics import median
from types import SimpleNamespace
from typing import Any

import psycopg

from xinyi.centre.hints.api import accuracy, shipped_kinds
from xinyi.config.sample.walk.messages import Message
from xinyi.kernel.calendar.api import elapsed
from xinyi.kernel.scope.api import Asking

AUDIT = "FROM audit_row WHERE object_kind = 'cases.case' AND action = 'cases.case.{}'"
COUNTS = {
    "cases": "SELECT count(DISTINCT object_id) " + AUDIT.format("open"),
    "hand_backs": "SELECT count(*) " + AUDIT.format("hand_back"),
    "overdue": "SELECT count(DISTINCT object_id) " + AUDIT.format("escalate"),
    "overdue_answer": "SELECT count(DISTINCT object_id) " + AUDIT.format("escalate") + " AND why = 'answer'",
    "reopened": "SELECT count(*) " + AUDIT.format("reopen"),
    "merged": "SELECT count(*) " + AUDIT.format("merge"),
    "kind_chosen_by_person": "SELECT count(DISTINCT object_id) FROM audit_row"
    " WHERE object_kind = 'cases.case' AND detail ? 'kind'",
    "kind_corrected": "SELECT count(DISTINCT object_id) FROM audit_row"
    " WHERE object_kind = 'cases.case' AND (detail -> 'corrected') = 'true'",
    "closed": "SELECT count(DISTINCT object_id) " + AUDIT.format("approve"),
    "void": "SELECT count(*) " + AUDIT.format("void"),
    "withdrawn": "SELECT count(*) " + AUDIT.format("withdraw"),
    "urged": "SELECT count(*) " + AUDIT.format("urge"),
    "rings_unanswered": "SELECT count(*) " + AUDIT.format("ring"),
    "audit_rows": "SELECT count(*) FROM audit_row WHERE object_kind = 'cases.case'",
    "legs": "SELECT count(*) FROM work_leg",
    "still_open": "SELECT count(*) FROM work_leg WHERE ended_at IS NULL",
    "notices": "SELECT count(*) FROM notices_notice",
}
# A message is lost when no case has its words, its time and its likes; two alike need two cases.
LOST = """
SELECT count(*) FROM (
  SELECT * FROM unnest(%s::text[], %s::timestamptz[], %s::int[]) AS inputs (text, at, likes)
  EXCEPT ALL
  SELECT md5(c.text), a.at, c.likes FROM audit_row a JOIN cases_case c ON c.item_id = a.object_id::uuid
    JOIN work_leg l ON l.item_id = c.item_id AND l.seq = 1
  WHERE a.object_kind = 'cases.case' AND a.action = 'cases.case.open') AS missing
"""
# Every step that the audit says handed a case on began a leg at that holder and instant and ended the leg before by
# that step; every leg but the first began so. Only a closed case that is reopened begins one after a gap. Rows on one
# side only, either way round, are counted.
ON_ONE_SIDE = """
WITH told AS (
  SELECT object_id::uuid AS item_id, at, detail ->> 'holder' AS holder, split_part(action, '.', 3) AS step
  FROM audit_row WHERE object_kind = 'cases.case' AND detail ? 'holder'),
moved AS (
  SELECT n.item_id, n.started_at AS at, n.holder_id::text AS holder,
    CASE WHEN b.ended_at = n.started_at THEN b.result ELSE 'reopen' END AS step
  FROM work_leg n JOIN work_leg b ON b.item_id = n.item_id AND b.seq = n.seq - 1)
SELECT count(*) FROM (
  (SELECT * FROM told EXCEPT ALL SELECT * FROM moved) UNION ALL (SELECT * FROM moved EXCEPT ALL SELECT * FROM told)
  ) AS apart
"""
# The first leg of every case began when the audit says it was opened; every case has one open leg or none.
UNOWNED = """
SELECT count(*) FROM audit_row a WHERE a.object_kind = 'cases.case' AND a.action = 'cases.case.open'
  AND NOT EXISTS (SELECT FROM work_leg l WHERE l.item_id = a.object_id::uuid AND l.seq = 1 AND l.started_at = a.at)
"""
CLOSED = """
SELECT o.at, min(c.at) FROM audit_row o
JOIN audit_row c ON c.object_id = o.object_id AND c.action = 'cases.case.approve'
WHERE o.object_kind = 'cases.case' AND o.action = 'cases.case.open' GROUP BY o.object_id, o.at
"""


def figures(
    *, owner_url: str, messages: Sequence[Message], data: Path, asking: Asking, told: Mapping[str, Any]
) -> dict[str, Any]:
    """Every figure of the report by its name; ``told`` are those that are no SQL (seed, factor, seconds)."""
    with psycopg.connect(owner_url) as owner:
        found: dict[str, Any] = {"inputs": len(messages), **{name: one(owner, sql) for name, sql in COUNTS.items()}}
        found["lost"] = one(owner, LOST, *columns(messages))
        found["audit_apart_from_legs"] = one(owner, ON_ONE_SIDE) + one(owner, UNOWNED)
        found["median_work_days"] = middle(owner.execute(CLOSED).fetchall(), asking=asking)
    kinds = [SimpleNamespace(**row) for row in shipped_kinds()]
    right, total = accuracy(data, kinds)
    return {**found, "suggestion_accuracy": round(right / total, 4), "suggestion_rows": total, **told}


def one(owner: psycopg.Connection[Any], sql: str, *parameters: Any) -> int:
    """The only value of a statement."""
    row = owner.execute(sql, parameters or None).fetchone()
    assert row is not None
    return int(row[0])


def columns(messages: Sequence[Message]) -> tuple[list[str], list[Any], list[int]]:
    """The messages as the database compares them."""
    return (
        [md5(one.text.encode(), usedforsecurity=False).hexdigest() for one in messages],
        [one.at for one in messages],
        [one.likes for one in messages],
    )


def middle(spans: Sequence[tuple[Any, Any]], *, asking: Asking) -> float:
    """The median of work days from report to the first close; 0 when nothing was closed."""
    hours = [
        elapsed(asking=asking, start=begin, end=end, rule="work_hour").total_seconds() / 3600 for begin, end in spans
    ]
    return round(median(hours) / 8, 2) if hours else 0.0


def keep(found: Mapping[str, Any], path: Path) -> None:
    """Write the report for machines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
