"""The four stages of a case as its reporter sees them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from xinyi.kernel.work.api import Item, View, workflow_of

REACHED_BY = {
    "dispatched": ("dispatch", "take"),
    "handling": ("accept", "take"),
    "rating": ("approve", "void", "withdraw"),
}


def resident_stages(item: Item, reached: Mapping[str, datetime] | None = None) -> list[dict[str, Any]]:
    """One row per stage: its words, when it was reached (a datetime or None), done, now, late or todo."""
    workflow = workflow_of(item.kind)
    names = [stage.name for stage in workflow.stages]
    present = names.index(workflow.state(item.state).stage)
    times = {"received": item.filed_at, **(reached or {})}
    return [
        {
            "label": stage.label,
            "moment": times.get(stage.name) if place <= present else None,
            "state": "done" if place < present else present_state(item) if place == present else "todo",
        }
        for place, stage in enumerate(workflow.stages)
    ]


def present_state(item: Item) -> str:
    """How the present stage is drawn."""
    return "late" if item.is_late and item.is_open else "now"


def chip_of(item: Item) -> dict[str, Any]:
    """The state in the words of residents, who know four stages, and what is late or waits for them."""
    workflow = workflow_of(item.kind)
    state = workflow.state(item.state)
    if item.is_open and item.waits_for == "reporter":
        return {"label": _("等您补充"), "tone": "warn"}
    if item.is_open and item.is_late:
        return {"label": _("已超时"), "tone": "danger"}
    stage = next(one for one in workflow.stages if one.name == state.stage)
    return {"label": stage.label if item.is_open else state.label, "tone": state.tone}


def reached_stages(view: View) -> dict[str, datetime]:
    """Stage to the instant it was first reached."""
    found: dict[str, datetime] = {}
    for entry in reversed(view.entries):
        for stage, steps in REACHED_BY.items():
            if entry.transition in steps:
                found.setdefault(stage, entry.at)
    return found
