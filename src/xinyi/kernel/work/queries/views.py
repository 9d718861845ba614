"""One item as the one asking may see it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from xinyi.kernel.scope.api import Asking
from xinyi.kernel.work.machine import Facts, Transition, Workflow, allowed
from xinyi.kernel.work.models import Deadline, Entry, Item, Leg, Party, Pause, Step
from xinyi.kernel.work.queries.rows import instance, instances
from xinyi.kernel.work.queries.standing import ItemUnknown, facts_for
from xinyi.kernel.work.queries.workflows import workflow_of

SYSTEM_LINES = {
    "open": _("已提交，交给%(next)s"),
    "escalate": _("超过了承诺的时间，已提请%(next)s督办"),
    "ring": _("%(reason)s未在时限内接收，已同时呼叫%(next)s"),
    "acknowledge": _("已接收"),
}
AT_THE_TOP = _("超过了承诺的时间，区级继续督办")


@dataclass(frozen=True)
class View:
    """An item with its chain, promises, timeline (newest first), people and what still runs."""

    item: Item
    legs: Sequence[Leg]
    deadlines: Sequence[Deadline]
    pauses: Sequence[Pause]
    entries: Sequence[Entry]
    parties: Sequence[Party]
    steps: Sequence[Step]
    workflow: Workflow

    @property
    def is_late(self) -> bool:
        """Whether a promise was broken."""
        return any(one.breached_at for one in self.deadlines)

    def deadline(self, name: str) -> Deadline | None:
        """The newest promise of this name, None when none was made."""
        return next((one for one in reversed(self.deadlines) if one.name == name), None)

    def facts(self, asking: Asking, extra: Mapping[str, object] | None = None) -> Facts:
        """What the guards look at."""
        people = [party.person_id for party in self.parties]
        return facts_for(asking=asking, item=self.item, legs=self.legs, people=people, extra=extra)


def item_view(*, asking: Asking, item_id: UUID, kind: str = "") -> View:
    """The item with all that hangs on it, in one statement whatever its length.

    Raises ``ItemUnknown`` when it is not there, of another kind or not for these eyes.
    """
    with connection.cursor() as cursor:
        cursor.execute(VIEW, {"id": item_id, "kind": kind})
        found = cursor.fetchone()
    if found is None:
        raise ItemUnknown
    # Django leaves jsonb as text, since its own fields decode it.
    item, legs, deadlines, pauses, entries, parties, steps = (json.loads(part or "null") for part in found)
    kept = instance(Item, item)
    return View(
        item=kept,
        legs=instances(Leg, legs),
        deadlines=instances(Deadline, deadlines),
        pauses=instances(Pause, pauses),
        entries=instances(Entry, entries),
        parties=instances(Party, parties),
        steps=instances(Step, steps),
        workflow=workflow_of(kept.kind),
    )


def seen_item(*, asking: Asking, item_id: UUID, kind: str = "") -> Item:
    """The item's own row. Raises ``ItemUnknown``."""
    found = Item.objects.filter(id=item_id, **({"kind": kind} if kind else {})).first()
    if found is None:
        raise ItemUnknown
    return found


def open_steps(*, asking: Asking, view: View, extra: Mapping[str, object] | None = None) -> list[Transition]:
    """The steps the one asking may take now, in the order of the table."""
    return allowed(view.workflow, view.facts(asking, extra))


def line_text(entry: Entry, workflow: Workflow) -> object:
    """What a timeline line says happened, in the reader's language; people's own words stand beside it."""
    if entry.transition == "escalate" and not entry.next_holder:
        return AT_THE_TOP
    if entry.transition in SYSTEM_LINES:
        words = SYSTEM_LINES[entry.transition]
        return str(words) % {"next": entry.next_holder, "reason": entry.reason}
    transition = next((one for one in workflow.transitions if one.name == entry.transition), None)
    if transition is None:
        return entry.transition
    return str(transition.told or transition.label) % {"next": entry.next_holder}


def reporters_of(*, asking: Asking, item_id: UUID) -> list[UUID]:
    """The people who reported or follow the item, as far as the one asking may see them."""
    return list(Party.objects.filter(item_id=item_id).order_by("since").values_list("person_id", flat=True))


VIEW = """
SELECT to_jsonb(i),
  (SELECT jsonb_agg(to_jsonb(l) ORDER BY l.seq) FROM work_leg l WHERE l.item_id = i.id),
  (SELECT jsonb_agg(to_jsonb(d) ORDER BY d.started_at, d.due_at) FROM work_deadline d WHERE d.item_id = i.id),
  (SELECT jsonb_agg(to_jsonb(p) ORDER BY p.starts_at) FROM work_pause p WHERE p.item_id = i.id),
  (SELECT jsonb_agg(to_jsonb(e) ORDER BY e.at DESC, e.seq DESC) FROM work_entry e WHERE e.item_id = i.id),
  (SELECT jsonb_agg(to_jsonb(q) ORDER BY q.since) FROM work_party q WHERE q.item_id = i.id),
  (SELECT jsonb_agg(to_jsonb(s) ORDER BY s.due_at) FROM work_step s
    WHERE s.item_id = i.id AND s.done_at IS NULL AND s.answered_at IS NULL)
FROM work_item i WHERE i.id = %(id)s AND %(kind)s IN ('', i.kind)
"""
