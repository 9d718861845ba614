"""Takes a step: item, legs, promises, timeline, audit and outbox change together in one statement."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from xinyi.kernel.audit.api import record
from xinyi.kernel.base.api import Change as RowChange
from xinyi.kernel.base.api import Ledger, Rows, Stale, open_ledger, write
from xinyi.kernel.calendar.api import LOCAL
from xinyi.kernel.jobs.api import once, publish
from xinyi.kernel.live.api import push
from xinyi.kernel.scope.api import Asking
from xinyi.kernel.vault.api import access_rows
from xinyi.kernel.work.actions.drafts import Change, Part, PartyDraft
from xinyi.kernel.work.actions.holding import Held
from xinyi.kernel.work.actions.opening import reachable, topics
from xinyi.kernel.work.actions.parts import entry_row, leg_row, participation_rows, party_rows, ring_rows
from xinyi.kernel.work.actions.promises import outcomes, promises
from xinyi.kernel.work.actions.spreading import spread
from xinyi.kernel.work.events import ItemMoved, Rang
from xinyi.kernel.work.machine import Transition, check
from xinyi.kernel.work.models import Counter, Entry, Item, Leg, Party, Step

NOTHING = Change()


def step(
    *,
    asking: Asking,
    held: Held,
    name: str,
    idem: UUID,
    now: datetime,
    change: Change = NOTHING,
    given: Mapping[str, object] | None = None,
    side: str = "staff",
    visibility: str | None = None,
    extra: Mapping[str, object] | None = None,
) -> int:
    """Take the step ``name`` of the item's workflow; returns the item's new version.

    ``given`` says which further required fields are there (evidence), ``extra`` what the guards look at beyond the
    item. The same ``idem`` again changes nothing. Raises ``NotAllowed``, ``Missing``, ``Stale``.
    Effects: audit row, timeline entry, ``ItemMoved`` (and ``Rang``) in the outbox, live topics.
    """
    if held.seen:
        return held.item.version
    offered = {"reason": change.reason, "text": change.text, "holder": change.to, **(given or {})}
    transition = check(held.workflow, name, facts=held.facts(asking, extra), given=offered)
    taken = Taken(
        asking, held, transition=transition, change=change, now=now, side=side,
        visibility=visibility or transition.visibility,
    )  # fmt: skip
    claimed = once(key=idem, owner=asking.me or held.item.id, at=now, answer=str(held.item.id))
    if write(claimed, *spread(taken.parts(), held=held, added=taken.added))[0] != 1:
        raise Stale
    return taken.version


class Taken:
    """One step while it is being written: what the table, the item and the feature say, put into rows."""

    def __init__(
        self,
        asking: Asking,
        held: Held,
        *,
        transition: Transition,
        change: Change,
        now: datetime,
        side: str,
        visibility: str,
    ) -> None:
        self.asking, self.held, self.transition, self.change, self.now = asking, held, transition, change, now
        self.side, self.visibility = side, visibility
        self.version = held.item.version + 1
        self.state = held.workflow.state(transition.target or held.item.state)
        self.reopens = self.state.final is False and not held.item.is_open
        named = [*([change.to.holder_id] if change.to else []), *(one.holder_id for one in change.rings)]
        self.added = [one for one in dict.fromkeys(named) if one not in held.item.participant_ids]
        self.columns = {**held.columns, "participant_ids": [*held.item.participant_ids, *self.added]}

    def parts(self) -> list[Part]:
        """Every row the step writes."""
        made = promises(
            asking=self.asking, held=self.held, transition=self.transition, change=self.change, columns=self.columns,
            now=self.now,
        )  # fmt: skip
        rings = ring_rows(
            item_id=self.held.item.id, rings=self.change.rings, minutes=self.change.ring_minutes, rank=0,
            columns=self.columns, now=self.now,
        )  # fmt: skip
        joined = participation_rows(item_id=self.held.item.id, filed_at=self.held.item.filed_at, people=self.added)
        return [
            RowChange(Item, [self.item(due_at=made.due_at)]),
            *made.parts,
            *self.legs(),
            Rows(Step, rings),
            Rows(Entry, [self.entry()]),
            joined,
            self.audit(),
            *outcomes(held=self.held, transition=self.transition, now=self.now),
            publish(*self.events(rings), at=self.now),
            push(*self.topics()),
            *self.change.also,
        ]

    def item(self, *, due_at: datetime | None) -> dict[str, Any]:
        """What becomes of the item's own row."""
        held, to = self.held, self.change.to
        row = {
            "id": held.item.id,
            "version": self.version,
            "state": self.state.name,
            "waits_for": self.state.waits_for,
            "changed_at": self.now,
            "due_at": due_at,
            "is_open": not self.state.final,
            "closed_at": self.now if self.state.final else None,
            "participant_ids": self.columns["participant_ids"],
            **self.change.fields,
        }
        if to:
            row |= {"holder_id": to.holder_id, "holder_kind": to.kind, "holder_name": to.name, "level": to.level}
        if "first_response" in self.transition.meets and held.item.first_response_at is None:
            row["first_response_at"] = self.now
        return row

    def legs(self) -> list[Part]:
        """The turn that ends or is accepted, and the next holder's turn."""
        leg, to = self.held.leg, self.change.to
        ends = bool(to) or self.state.final
        changes: list[dict[str, Any]] = []
        if leg.ended_at is None and (ends or self.transition.accepts):
            accepted = self.now if self.transition.accepts and not leg.accepted_at else leg.accepted_at
            changes = [
                {
                    "id": leg.id,
                    "accepted_at": accepted,
                    "ended_at": self.now if ends else None,
                    "result": self.transition.name if ends else "",
                }
            ]
        fresh = [
            leg_row(item_id=self.held.item.id, seq=leg.seq + 1, to=to, columns=self.columns, now=self.now)
        ] if to else []  # fmt: skip
        return [RowChange(Leg, changes), Rows(Leg, fresh)]

    def entry(self) -> dict[str, Any]:
        """The line of the timeline; an internal one is kept from the people behind the item."""
        people = {party.person_id for party in self.held.parties} if self.visibility == "internal" else set()
        seen_by = [one for one in self.columns["participant_ids"] if one not in people]
        return entry_row(
            asking=self.asking, item_id=self.held.item.id, seq=self.version, transition=self.transition.name,
            side=self.side, columns={**self.columns, "participant_ids": seen_by}, now=self.now,
            from_state=self.held.item.state, to_state=self.state.name, visibility=self.visibility,
            text=self.change.text, reason=self.change.reason,
            next_holder=self.change.to.name if self.change.to else "",
        )  # fmt: skip

    def audit(self) -> Rows:
        """The audit row: an item's changes of state can be told from the audit alone."""
        moved = {"from": self.held.item.state, "to": self.state.name, "version": self.version}
        handed = {"holder": str(self.change.to.holder_id)} if self.change.to else {}
        return record(
            actor=self.asking.actor, title=self.asking.title, action=f"{self.held.item.kind}.{self.transition.name}",
            object_kind=self.held.item.kind, object_id=self.held.item.id, at=self.now, why=self.change.reason,
            detail={**moved, **handed, **self.change.why},
        )  # fmt: skip

    def events(self, rings: Sequence[Mapping[str, Any]]) -> list[object]:
        """What subscribers are told."""
        item = self.held.item
        moved = ItemMoved(item.id, item.kind, self.transition.name, item.state, self.state.name, self.version, self.now)
        return [
            moved,
            *(Rang(item.id, item.kind, tuple(ring["told_ids"]), 0, ring["due_at"], self.now) for ring in rings),
        ]

    def topics(self) -> list[str]:
        """The open pages that must look again."""
        item, to = self.held.item, self.change.to
        holders = [item.holder_id, *([to.holder_id] if to else []), *(one.holder_id for one in self.change.rings)]
        return [f"item:{item.id}", *topics(self.columns, *holders)]


def add_party(*, asking: Asking, held: Held, party: PartyDraft, now: datetime) -> None:
    """Let a further person report or follow; they see what is public of it. Idempotent per person."""
    if any(one.person_id == party.person_id for one in held.parties):
        return
    added = [] if party.person_id in held.item.participant_ids else [party.person_id]
    columns = {**held.columns, "participant_ids": [*held.item.participant_ids, *added]}
    channel = asking.actor.channel
    joining = party_rows(item_id=held.item.id, parties=[party], channel=channel, columns=columns, now=now)
    parts: list[Part] = [
        RowChange(Item, [{"id": held.item.id, "participant_ids": columns["participant_ids"]}]),
        Rows(Party, joining),
        participation_rows(item_id=held.item.id, filed_at=held.item.filed_at, people=added),
        access_rows(people=reachable([party]), item_id=held.item.id, columns=columns),
        record(actor=asking.actor, title=asking.title, action=f"{held.item.kind}.join", object_kind=held.item.kind,
               object_id=held.item.id, at=now, detail={"role": party.role}),
    ]  # fmt: skip
    write(*spread(parts, held=held, added=added, staff=False))


def set_number(*, item_id: UUID, prefix: str, at: datetime) -> None:
    """Give the item the day's next readable number, e.g. SQ-261124-0871, without gaps and without race.

    Called last, so that the counter's hot row is held only to the commit. One statement.
    """
    day = at.astimezone(LOCAL).strftime("%y%m%d")
    if (ledger := open_ledger()) is not None:
        number_in(ledger, item_id, series=f"{prefix}-{day}")
        return
    with connection.cursor() as cursor:
        cursor.execute(SET_NUMBER, {"item": item_id, "series": f"{prefix}-{day}"})


def number_in(ledger: Ledger, item_id: UUID, *, series: str) -> None:
    """Give the next number of a series that nobody else counts meanwhile."""
    known = ledger.rows[Counter].setdefault(series, {"series": series, "last": 0})
    known["last"] += 1
    ledger.change(Item, [{"id": item_id, "number": f"{series}-{known['last']:04d}"}])


SET_NUMBER = """
WITH c AS (
  INSERT INTO work_counter (series, last) VALUES (%(series)s, 1)
  ON CONFLICT (series) DO UPDATE SET last = work_counter.last + 1 RETURNING series, last)
UPDATE work_item SET number = c.series || '-' || lpad(c.last::text, greatest(4, length(c.last::text)), '0')
FROM c WHERE id = %(item)s
"""
