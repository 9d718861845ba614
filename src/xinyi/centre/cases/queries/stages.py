"""The four stages of a case as its reporter sees them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

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


def reached_stages(view: View) -> dict[str, datetime]:
    """Stage to the instant it was first reached."""
    found: dict[str, datetime] = {}
    for entry in reversed(view.entries):
        for stage, steps in REACHED_BY.items():
            if entry.transition in steps:
                found.setdefault(stage, entry.at)
    return found
