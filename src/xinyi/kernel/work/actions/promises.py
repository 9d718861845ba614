"""What a step does to the promises: some are kept, some end, some pause, some run on, some start."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from xinyi.kernel.base.api import Change as RowChange
from xinyi.kernel.base.api import Rows, new_id
from xinyi.kernel.calendar.api import Rule, due_at
from xinyi.kernel.facts.api import fact
from xinyi.kernel.scope.api import Asking
from xinyi.kernel.work.actions.drafts import Change, Part
from xinyi.kernel.work.actions.holding import Held
from xinyi.kernel.work.actions.parts import Columns, breach_rows, deadline_rows
from xinyi.kernel.work.machine import Transition
from xinyi.kernel.work.models import Deadline, Pause, Step

FIRST_RESPONSE, ANSWER = "first_response", "answer"
NOT_WHILE_PAUSED = datetime(2999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Promises:
    """The rows to write and the instant by which the item's next promise is due, None when nothing is running."""

    parts: Sequence[Part]
    due_at: datetime | None


def promises(
    *, asking: Asking, held: Held, transition: Transition, change: Change, columns: Columns, now: datetime
) -> Promises:
    """Everything the step does to deadlines, their pauses and the steps that follow a broken one."""
    final = held.workflow.state(transition.target or held.item.state).final
    kept = [one for one in held.deadlines if one.name in transition.meets]
    started = {name: limit for name, limit in change.limits.items() if name in transition.starts}
    ended = [d for d in held.deadlines if d not in kept and (final or d.name in {*transition.cancels, *started})]
    running = [one for one in held.deadlines if one not in kept and one not in ended]
    fresh = deadline_rows(asking=asking, item_id=held.item.id, limits=started, columns=columns, now=now)
    moved = resumed(asking, held, running, now=now) if transition.resumes else {}
    paused = running if transition.pauses else []
    changed = [deadline_change(one, kept=kept, ended=ended, moved=moved, now=now) for one in held.deadlines]
    parts: list[Part] = [
        RowChange(Deadline, [row for row in changed if row]),
        Rows(Deadline, fresh),
        Rows(Step, breach_rows(fresh, columns=columns, now=now)),
        RowChange(Step, breach_changes(held, gone=[*kept, *ended], moved=moved, paused=paused, now=now)),
        Rows(Pause, [pause_row(one, change, columns=columns, now=now) for one in paused]),
        RowChange(Pause, [{"id": p.id, "ends_at": now} for p in held.pauses if transition.resumes and not p.ends_at]),
    ]
    due = {one.id: moved.get(one.id, one.due_at) for one in running if one.name != FIRST_RESPONSE}
    coming = [*due.values(), *(row["due_at"] for row in fresh if row["name"] != FIRST_RESPONSE)]
    return Promises(parts, None if final or paused else min(coming, default=None))


def outcomes(*, held: Held, transition: Transition, now: datetime) -> list[Part]:
    """The facts by which the house is measured, for every kind of work alike.

    ``work.responded`` counts the minutes to the first response, ``work.answered`` is 1 for a kept promise of an answer
    to the resident and 0 for a broken one.
    """
    item = held.item
    at: dict[str, Any] = {"at": now, "place": held.columns, "kind": held.item.kind}
    promised = next((d for d in held.deadlines if d.name == ANSWER and ANSWER in transition.meets), None)
    is_first = FIRST_RESPONSE in transition.meets and item.first_response_at is None
    minutes = (now - item.filed_at).total_seconds() / 60
    return [
        fact(name="work.responded", amount=minutes, **at) if is_first else None,
        fact(name="work.answered", amount=float(now <= promised.due_at), **at) if promised else None,
    ]


def deadline_change(
    one: Deadline, *, kept: Sequence[Deadline], ended: Sequence[Deadline], moved: dict[Any, datetime], now: datetime
) -> dict[str, Any] | None:
    """The new row of a deadline that changes, None for one that runs on as it is."""
    if one not in kept and one not in ended and one.id not in moved:
        return None
    return {
        "id": one.id,
        "met_at": now if one in kept else None,
        "cancelled_at": now if one in ended else None,
        "due_at": moved.get(one.id, one.due_at),
    }


def resumed(asking: Asking, held: Held, running: Sequence[Deadline], *, now: datetime) -> dict[Any, datetime]:
    """Deadline id to its new due time, now that the open pause ends."""
    pauses = {
        one.id: [(p.starts_at, p.ends_at or now) for p in held.pauses if p.deadline_id == one.id] for one in running
    }
    return {
        one.id: due_at(
            asking=asking, start=one.started_at, amount=one.amount, rule=rule_of(one), pauses=pauses[one.id]
        ).at
        for one in running
    }


def rule_of(one: Deadline) -> Rule:
    """The counting rule a deadline was made with."""
    return one.rule  # type: ignore[return-value]  # only a Limit's rule is ever stored


def breach_changes(
    held: Held, *, gone: Sequence[Deadline], moved: dict[Any, datetime], paused: Sequence[Deadline], now: datetime
) -> list[dict[str, Any]]:
    """What becomes of the steps that wait for a promise to be broken."""
    done, waiting = {one.id for one in gone}, {one.id for one in paused}
    rows = []
    for one in held.steps:
        if one.deadline_id in done:
            rows.append({"id": one.id, "due_at": one.due_at, "done_at": now})
        elif one.deadline_id in waiting:
            rows.append({"id": one.id, "due_at": NOT_WHILE_PAUSED, "done_at": None})
        elif one.deadline_id in moved:
            rows.append({"id": one.id, "due_at": moved[one.deadline_id], "done_at": None})
    return rows


def pause_row(one: Deadline, change: Change, *, columns: Columns, now: datetime) -> dict[str, Any]:
    """The pause that begins now."""
    return {
        "id": new_id(),
        "item_id": one.item_id,
        "deadline_id": one.id,
        "starts_at": now,
        "reason": change.reason,
        **columns,
    }
