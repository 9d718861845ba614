"""Takes a step on a case: the table says whether, the plans say with whom and by when it goes on."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from xinyi.centre.cases.actions.plans import PLANS, Given, Plan, Scene, nothing_more
from xinyi.centre.cases.models import Case
from xinyi.centre.cases.queries.standing import guards_of
from xinyi.kernel.base.api import Change as RowChange
from xinyi.kernel.base.api import open_ledger, together
from xinyi.kernel.facts.api import fact
from xinyi.kernel.files.api import rows as file_rows
from xinyi.kernel.scope.api import Asking
from xinyi.kernel.work.api import Change, hold, step

FACTS = {
    "admit": "cases.admitted",
    "dispatch": "cases.dispatched",
    "hand_back": "cases.handed_back",
    "approve": "cases.closed",
    "reopen": "cases.reopened",
    "rate": "cases.rated",
}


def act(
    *, asking: Asking, item_id: UUID, name: str, given: Given, version: int | None, idem: UUID, now: datetime
) -> int:
    """Take the step ``name`` on a case with what the form brought; returns the item's new version.

    Raises ``ItemUnknown``, ``Stale``, ``NotAllowed``, ``Missing``, ``HolderUnknown``, ``AboutThem``, ``KindUnknown``.
    Effects: as ``work.step``; facts for wall and statistics; photos of the step.
    """
    with together():
        held = hold(asking=asking, item_id=item_id, version=version, idem=idem)
        if held.seen:
            return held.item.version
        scene = Scene(asking, held, case_of(item_id), given, now)
        plan = PLANS.get(name, nothing_more)(scene)
        change = Change(
            to=plan.to,
            limits=scene.limits,
            fields=plan.item,
            text=given.text.strip(),
            reason=given.reason.strip(),
            why=plan.why,
            also=beside(scene, plan, name=name),
        )
        brought = {"kind": given.kind or confirmed_kind(scene), "score": given.score, "evidence": bool(given.photos)}
        return step(
            asking=asking, held=held, name=name, idem=idem, now=now, change=change, given=brought,
            side="staff" if asking.is_staff else "reporter",
            extra=guards_of(asking=asking, item=held.item, case=scene.case, at=now),
        )  # fmt: skip


def case_of(item_id: UUID) -> Case:
    """The case's own row, from memory while a history is being made."""
    ledger = open_ledger()
    return Case.objects.get(item_id=item_id) if ledger is None else ledger.one(Case, item_id)


def confirmed_kind(scene: Scene) -> str:
    """The case's kind, once a person or a rule stands behind it; empty while only the words hint at it."""
    return scene.held.item.category if scene.case.kind_source in {"person", "rule"} else ""


def beside(scene: Scene, plan: Plan, *, name: str) -> list[Any]:
    """What is written with the step: the case's row, photos, the fact."""
    item_id, columns = scene.held.item.id, scene.held.columns
    changed = [{"item_id": item_id, **plan.case}] if plan.case else []
    kind: Literal["evidence", "report"] = "evidence" if scene.asking.is_staff else "report"
    photos = file_rows(scene.given.photos, item_id=item_id, columns=columns_with(scene, plan), at=scene.now, kind=kind)
    happened = [
        fact(name=FACTS[name], at=scene.now, place=columns, kind=group_of(scene), amount=scene.given.score or 1)
    ] if name in FACTS else []  # fmt: skip
    return [RowChange(Case, changed), photos, *happened]


def columns_with(scene: Scene, plan: Plan) -> dict[str, Any]:
    """The scope columns with the next holder among the participants."""
    known = scene.held.item.participant_ids
    more = [plan.to.holder_id] if plan.to and plan.to.holder_id not in known else []
    return {**scene.held.columns, "participant_ids": [*known, *more]}


def group_of(scene: Scene) -> str:
    """The group of the case's kind."""
    return scene.held.item.category.partition(".")[0]
