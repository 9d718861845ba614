"""Locks an item and reads in one statement what a step needs to know."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from xinyi.kernel.base.api import Ledger, Stale, open_ledger
from xinyi.kernel.scope.api import Asking
from xinyi.kernel.work.machine import Facts, Workflow
from xinyi.kernel.work.models import Deadline, Item, Leg, Party, Pause, Step
from xinyi.kernel.work.queries.rows import instance, instances
from xinyi.kernel.work.queries.standing import ItemUnknown, columns_of_item, facts_for
from xinyi.kernel.work.queries.workflows import workflow_of


@dataclass(frozen=True)
class Held:
    """An item locked for a step, with everything the step may depend on. ``seen`` tells that the form came before."""

    item: Item
    legs: Sequence[Leg]
    deadlines: Sequence[Deadline]
    pauses: Sequence[Pause]
    parties: Sequence[Party]
    steps: Sequence[Step]
    workflow: Workflow
    seen: bool = False

    @property
    def leg(self) -> Leg:
        """The turn that is on, or the last one of a closed item."""
        return self.legs[-1]

    @property
    def columns(self) -> dict[str, Any]:
        """The scope columns that rows beside the item carry."""
        return columns_of_item(self.item)

    @property
    def reporter_ids(self) -> list[UUID]:
        """Everybody who reported."""
        return [party.person_id for party in self.parties if party.role == "reporter"]

    def facts(self, asking: Asking, extra: Mapping[str, object] | None = None) -> Facts:
        """What the guards look at, for the one asking."""
        return facts_for(
            asking=asking, item=self.item, legs=self.legs, people=[p.person_id for p in self.parties], extra=extra
        )


def hold(*, asking: Asking, item_id: UUID, version: int | None, idem: UUID | None = None) -> Held:
    """Lock the item until the transaction ends. ``version`` is what the form saw; None for steps without a form.

    Raises ``ItemUnknown``, ``Stale`` (who was faster is for the page to tell). ``seen`` is set when ``idem`` came
    before.
    """
    if (ledger := open_ledger()) is not None:
        return held_in(ledger, item_id)
    parameters = {"id": item_id, "key": idem, "owner": asking.me}
    with connection.cursor() as cursor:
        if version is None:
            # After a wait for the lock only the locked row is read anew, so without a version to compare: lock first.
            cursor.execute("SELECT 1 FROM work_item WHERE id = %(id)s FOR UPDATE", parameters)
        cursor.execute(HOLD, parameters)
        found = cursor.fetchone()
    if found is None:
        raise ItemUnknown
    # Django leaves jsonb as text, since its own fields decode it.
    item, legs, deadlines, pauses, parties, steps = (json.loads(part or "null") for part in found[:6])
    seen = found[6]
    kept = instance(Item, item)
    if version is not None and kept.version != version and not seen:
        raise Stale
    return Held(
        item=kept,
        legs=instances(Leg, legs),
        deadlines=instances(Deadline, deadlines),
        pauses=instances(Pause, pauses),
        parties=instances(Party, parties),
        steps=instances(Step, steps),
        workflow=workflow_of(kept.kind),
        seen=seen,
    )


def held_in(ledger: Ledger, item_id: UUID) -> Held:
    """The item as the ledger keeps it."""
    item = ledger.one(Item, item_id)
    deadlines = ledger.of_item(Deadline, item_id, empty=("met_at", "cancelled_at"))
    steps = ledger.of_item(Step, item_id, empty=("done_at", "answered_at"))
    return Held(
        item=item,
        legs=ledger.of_item(Leg, item_id),
        deadlines=sorted(deadlines, key=lambda one: one.due_at),
        pauses=ledger.of_item(Pause, item_id),
        parties=ledger.of_item(Party, item_id),
        steps=sorted(steps, key=lambda one: one.due_at),
        workflow=workflow_of(item.kind),
    )


HOLD = """
SELECT to_jsonb(i),
  (SELECT jsonb_agg(to_jsonb(l) ORDER BY l.seq) FROM work_leg l WHERE l.item_id = i.id),
  (SELECT jsonb_agg(to_jsonb(d) ORDER BY d.due_at) FROM work_deadline d
    WHERE d.item_id = i.id AND d.met_at IS NULL AND d.cancelled_at IS NULL),
  (SELECT jsonb_agg(to_jsonb(p) ORDER BY p.starts_at) FROM work_pause p WHERE p.item_id = i.id),
  (SELECT jsonb_agg(to_jsonb(q) ORDER BY q.since) FROM work_party q WHERE q.item_id = i.id),
  (SELECT jsonb_agg(to_jsonb(s) ORDER BY s.due_at) FROM work_step s
    WHERE s.item_id = i.id AND s.done_at IS NULL AND s.answered_at IS NULL),
  EXISTS (SELECT FROM jobs_key k WHERE k.key = %(key)s AND k.owner = %(owner)s)
FROM work_item i WHERE i.id = %(id)s FOR UPDATE OF i
"""
