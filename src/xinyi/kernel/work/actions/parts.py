"""The rows that every opening and every step writes, each built once, here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from xinyi.kernel.base.api import Rows, new_id
from xinyi.kernel.calendar.api import due_at
from xinyi.kernel.scope.api import Asking
from xinyi.kernel.work.actions.drafts import Limit, Next, PartyDraft
from xinyi.kernel.work.models import Participation

Columns = Mapping[str, Any]
BREACH = "breach"
RING = "ring"


def leg_row(*, item_id: UUID, seq: int, to: Next, columns: Columns, now: datetime) -> dict[str, Any]:
    """A holder's turn that begins now."""
    return {
        "id": new_id(),
        "item_id": item_id,
        "seq": seq,
        "holder_id": to.holder_id,
        "holder_kind": to.kind,
        "holder_name": to.name,
        "level": to.level,
        "reason": to.reason,
        "started_at": now,
        **columns,
    }


def deadline_rows(
    *, asking: Asking, item_id: UUID, limits: Mapping[str, Limit], columns: Columns, now: datetime
) -> list[dict[str, Any]]:
    """The promises that start now, with what they were computed by."""
    rows = []
    for name, limit in limits.items():
        due = due_at(asking=asking, start=now, amount=limit.amount, rule=limit.rule)
        rows.append(
            {
                "id": new_id(),
                "item_id": item_id,
                "name": name,
                "rule": limit.rule,
                "amount": limit.amount,
                "started_at": now,
                "due_at": due.at,
                "provisional": due.provisional,
                "calendar_version": due.calendar_version,
                "policy_version": limit.version,
                **columns,
            }
        )
    return rows


def breach_rows(deadlines: Iterable[Mapping[str, Any]], *, columns: Columns, now: datetime) -> list[dict[str, Any]]:
    """For each promise the step that happens when it is broken."""
    return [
        {
            "id": new_id(),
            "item_id": one["item_id"],
            "name": BREACH,
            "due_at": one["due_at"],
            "deadline_id": one["id"],
            "started_at": now,
            **columns,
        }
        for one in deadlines
    ]


def ring_rows(
    *, item_id: UUID, rings: Sequence[Next], minutes: float, rank: int, columns: Columns, now: datetime
) -> list[dict[str, Any]]:
    """The ring at those named, to be acknowledged within ``minutes``; no row when nobody is named."""
    if not rings:
        return []
    return [
        {
            "id": new_id(),
            "item_id": item_id,
            "name": RING,
            "rank": rank,
            "due_at": now + timedelta(minutes=minutes),
            "minutes": minutes,
            "told_ids": [one.holder_id for one in rings],
            "told_names": "、".join(one.name for one in rings),
            "started_at": now,
            **columns,
        }
    ]


def entry_row(
    *, asking: Asking, item_id: UUID, seq: int, transition: str, side: str, columns: Columns, now: datetime, **more: Any
) -> dict[str, Any]:
    """A line of the timeline."""
    return {
        "id": new_id(),
        "item_id": item_id,
        "seq": seq,
        "at": now,
        "transition": transition,
        "side": side,
        "actor_name": asking.actor.name if side == "staff" else "",
        "actor_title": asking.title,
        "post_id": asking.actor.post,
        **columns,
        **more,
    }


def party_rows(
    *, item_id: UUID, parties: Sequence[PartyDraft], channel: str, columns: Columns, now: datetime
) -> list[dict[str, Any]]:
    """The people behind the item."""
    return [
        {"id": new_id(), "item_id": item_id, "channel": channel, "since": now, **asdict(party), **columns}
        for party in parties
    ]


def participation_rows(*, item_id: UUID, filed_at: datetime, people: Iterable[UUID]) -> Rows:
    """The narrow list of who takes part; those who already do are passed over."""
    rows = [{"participant_id": one, "filed_at": filed_at, "item_id": item_id} for one in dict.fromkeys(people)]
    return Rows(Participation, rows)
