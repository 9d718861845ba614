"""The steps a reporter may take now, each with its form: what waits for them first, what ends the case last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from xinyi.centre.cases.forms.resident import StepForm
from xinyi.centre.cases.workflow import workflow
from xinyi.kernel.base.api import new_id
from xinyi.kernel.work.api import View
from xinyi.kernel.work.machine import Transition

FIELDS = ("score", "text", "reason")
WITH_PHOTOS = {"supplement", "answer", "answer_early"}
ASKED = {"ask", "ask_early"}
# Where the page shows a step: in a card of its own, in the dock below, or folded away.
FIRST, ADD, DOCK = {"answer", "answer_early", "rate"}, {"supplement"}, {"urge"}


@dataclass(frozen=True)
class Tried:
    """A step that was refused: its form with everything typed."""

    name: str
    form: StepForm
    idem: UUID


def needs_of(name: str) -> Sequence[str]:
    """The fields the table asks for; none for a step it does not know, which is refused later."""
    return next((one.requires for one in workflow.transitions if one.name == name), ())


def form_of(name: str, data: Mapping[str, Any] | None = None) -> StepForm:
    """The form of a step."""
    return StepForm(data, step=name, needs=needs_of(name))


def steps_of(steps: Sequence[Transition], tried: Tried | None, *, view: View) -> dict[str, Any]:
    """The steps by where the page shows them; ``lost`` is a refused one that is no longer possible."""
    rows = [row_of(one, tried if tried and tried.name == one.name else None) for one in steps]
    apart = FIRST | ADD | DOCK
    can_answer = any(row["name"] in FIRST - {"rate"} for row in rows)
    return {
        "first": [row for row in rows if row["name"] in FIRST],
        "add": [row for row in rows if row["name"] in ADD and not can_answer],
        "dock": next((row for row in rows if row["name"] in DOCK and not can_answer), None),
        "more": [row for row in rows if row["name"] not in apart],
        "asked": question_of(view) if can_answer else None,
        "lost": tried if tried and tried.name not in {one.name for one in steps} else None,
    }


def row_of(one: Transition, again: Tried | None) -> dict[str, Any]:
    """A step with its form, filled in when it was refused."""
    return {
        "name": one.name,
        "label": one.label,
        "title": TITLES[one.name]() if one.name in TITLES else one.label,
        "form": again.form if again else form_of(one.name),
        "idem": again.idem if again else new_id(),
        "fields": [name for name in FIELDS if name in one.requires or (name == "text" and one.name == "rate")],
        "photos": one.name in WITH_PHOTOS,
        "is_open": bool(again),
    }


TITLES = {
    "rate": lambda: _("您满意吗？"),
    "supplement": lambda: _("补充情况"),
    "answer": lambda: _("请您补充情况"),
    "answer_early": lambda: _("请您补充情况"),
}


def question_of(view: View) -> dict[str, str] | None:
    """Who asked what last, for whoever is to answer."""
    asked = next((entry for entry in view.entries if entry.transition in ASKED), None)
    if asked is None:
        return None
    return {"who": " ".join(filter(None, (asked.actor_title, asked.actor_name))), "text": asked.text}
