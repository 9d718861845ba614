"""Opens an item: item, leg, deadlines, timed steps, entry, parties, audit, facts and outbox in one statement."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from xinyi.kernel.audit.api import record
from xinyi.kernel.base.api import Refused, Rows, new_id, together, write
from xinyi.kernel.jobs.api import answer_of, once, publish
from xinyi.kernel.live.api import push
from xinyi.kernel.scope.api import Asking
from xinyi.kernel.vault.api import access_rows
from xinyi.kernel.work.actions.drafts import Draft, Fresh, Part, PartyDraft
from xinyi.kernel.work.actions.parts import (
    breach_rows,
    deadline_rows,
    entry_row,
    leg_row,
    participation_rows,
    party_rows,
    ring_rows,
)
from xinyi.kernel.work.events import ItemOpened, Rang
from xinyi.kernel.work.models import Deadline, Entry, Item, Leg, Party, Step
from xinyi.kernel.work.queries.workflows import workflow_of


class AlreadySent(Refused):
    """The same form arrived before; ``item_id`` is what it made then."""

    def __init__(self, item_id: UUID) -> None:
        super().__init__()
        self.item_id = item_id


def open_item(
    *, asking: Asking, draft: Draft, idem: UUID, now: datetime, item_id: UUID | None = None, also: Sequence[Part] = ()
) -> Fresh:
    """Open the item with its first holder and everything that must follow, in one statement.

    ``also`` are further parts (facts, files) written with it; build them with ``columns_of(draft)``.
    Raises ``AlreadySent`` when the same key came before from the same participant.
    Effects: audit row, ``ItemOpened`` (and ``Rang``) in the outbox, live topics.
    """
    fresh = Fresh(item_id or new_id(), columns_of(draft))
    owner = asking.me or fresh.item_id
    with together():
        counts = write(
            once(key=idem, owner=owner, at=now, answer=str(fresh.item_id)),
            *parts(asking, draft, fresh=fresh, now=now),
            *also,
        )
        if counts[0] == 0:
            transaction.set_rollback(True)
    if counts[0] == 0:
        raise AlreadySent(UUID(answer_of(key=idem, owner=owner)))
    return fresh


def columns_of(draft: Draft) -> dict[str, Any]:
    """The scope columns of the item and of all that hangs on it."""
    people = [party.person_id for party in draft.parties]
    ringing = [one.holder_id for one in draft.rings]
    return {**draft.place, "participant_ids": list(dict.fromkeys([*people, draft.holder.holder_id, *ringing]))}


def parts(asking: Asking, draft: Draft, *, fresh: Fresh, now: datetime) -> list[Part]:
    """Every row of a new item."""
    workflow = workflow_of(draft.kind)
    state = workflow.states[0].name
    common: dict[str, Any] = {"item_id": fresh.item_id, "columns": fresh.columns, "now": now}
    deadlines = deadline_rows(asking=asking, limits=draft.limits, **common)
    rings = ring_rows(rings=draft.rings, minutes=draft.ring_minutes, rank=0, **common)
    entry = entry_row(
        asking=asking, seq=1, transition="open", side=draft.side, to_state=state, text=draft.text,
        next_holder=draft.holder.name, reason=draft.holder.reason, **common,
    )  # fmt: skip
    events: list[object] = [ItemOpened(fresh.item_id, draft.kind, now)]
    events += [Rang(fresh.item_id, draft.kind, tuple(r["told_ids"]), 0, r["due_at"], now) for r in rings]
    due = min((one["due_at"] for one in deadlines if one["name"] != "first_response"), default=None)
    return [
        Rows(Item, [item_row(draft, fresh, state=state, version=workflow.version, due=due, now=now)]),
        Rows(Leg, [leg_row(seq=1, to=draft.holder, **common)]),
        Rows(Deadline, deadlines),
        Rows(Step, with_all_keys([*breach_rows(deadlines, columns=fresh.columns, now=now), *rings])),
        Rows(Entry, [entry]),
        Rows(Party, party_rows(parties=draft.parties, channel=draft.channel, **common)),
        participation_rows(item_id=fresh.item_id, filed_at=now, people=fresh.columns["participant_ids"]),
        access_rows(people=reachable(draft.parties), item_id=fresh.item_id, columns=fresh.columns),
        record(actor=asking.actor, title=asking.title, action=f"{draft.kind}.open", object_kind=draft.kind,
               object_id=fresh.item_id, at=now, why=draft.holder.reason, detail={"to": state, "version": 1}),
        publish(*events, at=now),
        push(*topics(fresh.columns, draft.holder.holder_id, *(one.holder_id for one in draft.rings))),
    ]  # fmt: skip


def reachable(parties: Sequence[PartyDraft]) -> list[UUID]:
    """Those who may be telephoned: whoever reports anonymously is asked in the app only."""
    return [party.person_id for party in parties if not party.anonymous]


def item_row(
    draft: Draft, fresh: Fresh, *, state: str, version: int, due: datetime | None, now: datetime
) -> dict[str, Any]:
    """The item itself."""
    return {
        "id": fresh.item_id,
        "kind": draft.kind,
        "workflow_version": version,
        "state": state,
        "number": draft.number,
        "title": draft.title,
        "category": draft.category,
        "category_label": draft.category_label,
        "urgency": draft.urgency,
        "channel": draft.channel,
        "place_id": draft.place_id,
        "place_name": draft.place_name,
        "holder_id": draft.holder.holder_id,
        "holder_kind": draft.holder.kind,
        "holder_name": draft.holder.name,
        "level": draft.holder.level,
        "filed_at": now,
        "changed_at": now,
        "due_at": due,
        **fresh.columns,
    }


def with_all_keys(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of one table that name the same columns: those left out take the column's default."""
    names = {name for row in rows for name in row}
    defaults = {f.attname: f.get_default() for f in Step._meta.concrete_fields}
    return [{name: row.get(name, defaults[name]) for name in names} for row in rows]


def topics(columns: Any, *holders: UUID) -> list[str]:
    """The live topics that a change here touches."""
    return [
        "board",
        *(f"inbox:{holder}" for holder in dict.fromkeys(holders)),
        *([f"street:{columns['street_id']}"] if columns["street_id"] else []),
    ]
