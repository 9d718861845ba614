"""What happens by itself: a broken promise goes up a level, an unanswered ring goes on to the next in line."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from xinyi.kernel.accounts.api import Seat, on_duty
from xinyi.kernel.audit.api import record
from xinyi.kernel.base.api import Change as RowChange
from xinyi.kernel.base.api import Rows, write
from xinyi.kernel.calendar.api import Rule, due_at
from xinyi.kernel.facts.api import fact
from xinyi.kernel.jobs.api import defer, publish
from xinyi.kernel.live.api import push
from xinyi.kernel.places.api import place_by_id
from xinyi.kernel.scope.api import Asking
from xinyi.kernel.work.actions.drafts import Next, Part
from xinyi.kernel.work.actions.holding import Held, hold
from xinyi.kernel.work.actions.opening import topics
from xinyi.kernel.work.actions.parts import BREACH, RING, breach_rows, entry_row, participation_rows, ring_rows
from xinyi.kernel.work.actions.spreading import spread
from xinyi.kernel.work.events import DeadlineBreached, Rang
from xinyi.kernel.work.models import Deadline, Entry, Item, Step
from xinyi.kernel.work.queries.standing import ItemUnknown

ONE_STEP = "work.take_due_step"
LEVEL_ABOVE = {
    "organisation": "street",
    "compound": "community",
    "grid": "community",
    "community": "street",
    "street": "district",
}
NEXT_LEVEL_AFTER: tuple[float, Rule] = (1.0, "work_day")


def run_due_steps(*, now: datetime, limit: int = 500) -> int:
    """Put one job into the outbox per step that is due; each runs alone, so a failing one stops no other.

    Returns how many were put out; a step whose job waits already is passed over.
    """
    due = Step.objects.filter(due_at__lte=now, done_at=None, answered_at=None).order_by("due_at", "id")
    jobs = [
        defer(ONE_STEP, {"step_id": str(step_id), "item_id": str(item_id)}, run_at=now, queueing_lock=f"step:{step_id}")
        for step_id, item_id in due.values_list("id", "item_id")[:limit]
    ]
    if jobs:
        write(Rows(jobs[0].model, [row for job in jobs for row in job.rows], once=True))
    return len(jobs)


def take_due_step(*, asking: Asking, step_id: UUID, item_id: UUID, now: datetime) -> None:
    """Do what is due, unless it was answered, done or put off meanwhile."""
    held = hold(asking=asking, item_id=item_id, version=None)
    due = next((one for one in held.steps if one.id == step_id and one.due_at <= now), None)
    if due is None:
        return
    if due.name == BREACH:
        escalate(asking, held, due, now=now)
    elif due.name == RING:
        ring_on(asking, held, due, now=now)


def escalate(asking: Asking, held: Held, due: Step, *, now: datetime) -> None:
    """A promise is broken: say so, and put the item before the next level up. The holder stays accountable."""
    item = held.item
    deadline = next(one for one in held.deadlines if one.id == due.deadline_id)
    watched = is_watched(held, deadline, now=now)
    above = None if watched else overseer(asking, held, now=now)
    added = [] if above is None or above.holder_id in item.participant_ids else [above.holder_id]
    columns = {**held.columns, "participant_ids": [*item.participant_ids, *added]}
    change: dict[str, Any] = {"id": item.id, "is_late": True, "participant_ids": columns["participant_ids"]}
    if above:
        change |= {
            "overseer_id": above.holder_id,
            "overseer_name": above.name,
            "escalation": item.escalation + 1,
        }
    parts: list[Part] = [
        RowChange(Item, [change]),
        RowChange(Deadline, [{"id": deadline.id, "breached_at": deadline.breached_at or now}]),
        RowChange(Step, [{"id": due.id, "done_at": now}]),
        Rows(Step, next_breach(asking, held, deadline, columns=columns, now=now) if above else []),
        Rows(Entry, [entry_row(asking=asking, item_id=item.id, seq=item.version, transition="escalate", side="system",
                               columns=columns, now=now, next_holder=above.name if above else watched,
                               from_state=item.state, to_state=item.state)]),
        participation_rows(item_id=item.id, filed_at=item.filed_at, people=added),
        record(actor=asking.actor, action=f"{item.kind}.escalate", object_kind=item.kind, object_id=item.id, at=now,
               why=deadline.name, detail={"level": item.escalation + 1}),
        fact(name="work.breached", at=now, place=held.columns, kind=deadline.name),
        publish(DeadlineBreached(item.id, item.kind, deadline.name, above.holder_id if above else None, now), at=now),
        push(f"item:{item.id}", *topics(columns, item.holder_id, *added)),
    ]  # fmt: skip
    write(*spread(parts, held=held, added=added))


def is_watched(held: Held, deadline: Deadline, *, now: datetime) -> str:
    """Who watches over the item since another promise of it was broken within the last step up; empty when nobody.

    Several promises that break together raise the item once, not once each.
    """
    broken = {one.id for one in held.deadlines if one.breached_at}
    waits = any(one.name == BREACH and one.deadline_id in broken and one.due_at > now for one in held.steps)
    return held.item.overseer_name if waits and deadline.breached_at is None else ""


def next_breach(
    asking: Asking, held: Held, deadline: Deadline, *, columns: dict[str, Any], now: datetime
) -> list[dict[str, Any]]:
    """The step that puts the item before the level after the next, if it is still not done by then."""
    amount, rule = NEXT_LEVEL_AFTER
    until = due_at(asking=asking, start=now, amount=amount, rule=rule).at
    return breach_rows([{"item_id": held.item.id, "id": deadline.id, "due_at": until}], columns=columns, now=now)


def overseer(asking: Asking, held: Held, *, now: datetime) -> Next | None:
    """Who is on duty at the next level up that has not been told yet, None above the district."""
    level = held.leg.level
    for _step in range(held.item.escalation + 1):
        level = LEVEL_ABOVE.get(level, "")
    while level:
        found = duty_at(asking, held, level, now=now)
        if found:
            return next_of(found[0])
        level = LEVEL_ABOVE.get(level, "")
    return None


def duty_at(asking: Asking, held: Held, level: str, *, now: datetime) -> Sequence[Seat]:
    """Who is on duty for the item at one level, in the order of the roster; empty when nobody is."""
    roles = tuple(held.workflow.chain.get(level, ()))
    place = place_by_id(asking=asking, place_id=held.item.place_id)
    seats = on_duty(asking=asking, place=place, roles=roles, at=now) if roles else []
    return [seat for seat in seats if seat.level == level]


def next_of(seat: Seat, reason: str = "") -> Next:
    """The holder that a seat stands for."""
    name = seat.organisation_name or f"{seat.title} {seat.public_name}".strip()
    level = "organisation" if seat.organisation_id else seat.level
    return Next(holder_id=seat.holder_id, kind=seat.holder_kind, name=name, level=level, reason=reason)


def ring_on(asking: Asking, held: Held, due: Step, *, now: datetime) -> None:
    """Nobody acknowledged in time: ring at the next in line and at the level above as well."""
    item = held.item
    told = {one for step in held.steps if step.name == RING for one in step.told_ids}
    fresh = [one for one in next_in_line(asking, held, now=now) if one.holder_id not in told]
    added = [one.holder_id for one in fresh if one.holder_id not in item.participant_ids]
    columns = {**held.columns, "participant_ids": [*item.participant_ids, *added]}
    again = fresh or [Next(one, "post", due.told_names, "") for one in due.told_ids]
    rings = ring_rows(
        item_id=item.id, rings=again, minutes=due.minutes, rank=due.rank + 1, columns=columns, now=now
    )  # fmt: skip
    parts: list[Part] = [
        RowChange(Item, [{"id": item.id, "participant_ids": columns["participant_ids"]}]),
        RowChange(Step, [{"id": due.id, "done_at": now}]),
        Rows(Step, rings),
        Rows(Entry, [entry_row(asking=asking, item_id=item.id, seq=item.version, transition="ring", side="system",
                               columns=staff_only(held, columns), now=now, reason=due.told_names,
                               next_holder="、".join(one.name for one in again), visibility="internal",
                               from_state=item.state, to_state=item.state)]),
        participation_rows(item_id=item.id, filed_at=item.filed_at, people=added),
        record(actor=asking.actor, action=f"{item.kind}.ring", object_kind=item.kind, object_id=item.id, at=now,
               detail={"rank": due.rank + 1}),
        publish(Rang(item.id, item.kind, tuple(rings[0]["told_ids"]), due.rank + 1, rings[0]["due_at"], now), at=now),
        push(f"item:{item.id}", *topics(columns, *due.told_ids, *(one.holder_id for one in again))),
    ]  # fmt: skip
    write(*spread(parts, held=held, added=added))


def next_in_line(asking: Asking, held: Held, *, now: datetime) -> list[Next]:
    """The next on the roster of the level that was rung, and the first of the level above it."""
    level = "street" if held.leg.level in {"organisation", "grid", "compound"} else held.leg.level
    here = duty_at(asking, held, level, now=now)[1:2]
    above = duty_at(asking, held, LEVEL_ABOVE.get(level, ""), now=now)[:1]
    return [next_of(seat) for seat in (*here, *above)]


def staff_only(held: Held, columns: dict[str, Any]) -> dict[str, Any]:
    """The columns of an internal row: the people behind the item are left out."""
    people = {party.person_id for party in held.parties}
    return {**columns, "participant_ids": [one for one in columns["participant_ids"] if one not in people]}


def acknowledge(*, asking: Asking, item_id: UUID, now: datetime) -> None:
    """Somebody who was rung says "I have it": the ringing stops everywhere. Idempotent.

    Raises ``ItemUnknown`` for one who was not rung.
    """
    held = hold(asking=asking, item_id=item_id, version=None)
    rings = [one for one in held.steps if one.name == RING and asking.me in one.told_ids]
    if not rings:
        if any(one.name == RING for one in held.steps):
            raise ItemUnknown
        return
    item, told = held.item, [one for step in held.steps if step.name == RING for one in step.told_ids]
    silenced = [one.id for one in held.steps if one.name == RING]
    write(
        RowChange(Step, [{"id": one, "answered_at": now, "answered_by": asking.actor.name} for one in silenced]),
        Rows(Entry, [entry_row(asking=asking, item_id=item.id, seq=item.version, transition="acknowledge", side="staff",
                               columns=held.columns, now=now, from_state=item.state, to_state=item.state)]),
        record(actor=asking.actor, title=asking.title, action=f"{item.kind}.acknowledge", object_kind=item.kind,
               object_id=item.id, at=now),
        push(f"item:{item.id}", *topics(held.columns, *told)),
    )  # fmt: skip
