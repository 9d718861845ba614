"""The case page: what it is, where it stands, what may be done, what happened, who answers for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xinyi.centre.cases.console.case_words import channel_words
from xinyi.centre.cases.console.parts import (
    chain_of,
    kind_words,
    little_map,
    people_behind,
    promise_of,
    stages_of,
    timeline_of,
)
from xinyi.centre.cases.forms.console import CASE, CHOOSES_HOLDER, RevealForm, StepForm
from xinyi.centre.cases.models import Case
from xinyi.centre.cases.queries.desk import Load, loads
from xinyi.centre.cases.queries.kinds import kinds
from xinyi.centre.cases.queries.routing import candidates
from xinyi.centre.cases.queries.standing import guards_of
from xinyi.kernel.accounts.api import seats
from xinyi.kernel.base.api import Refused, new_id
from xinyi.kernel.files.api import files_of
from xinyi.kernel.notices.api import mark_read
from xinyi.kernel.places.api import place_by_id
from xinyi.kernel.vault.api import masked
from xinyi.kernel.vault.api import reveal as open_number
from xinyi.kernel.work.api import View, item_view, open_steps
from xinyi.kernel.work.machine import Transition
from xinyi.terminals.components.pages import UNPROCESSABLE, console_page, say_refusal, shell_of, show
from xinyi.terminals.components.queue import queue_of
from xinyi.terminals.components.wording import moment_words

COMPOSER = ("reply", "note")
SHOWN = 3
FIRST = ("accept", "dispatch", "submit", "approve", "admit", "take")


@dataclass(frozen=True)
class Tried:
    """A step that was refused: its form with everything typed, and whether somebody was faster."""

    name: str
    form: StepForm
    idem: UUID
    is_stale: bool = False


@dataclass(frozen=True)
class Look:
    """A telephone number shown once, or the form that asks what for."""

    person: UUID | None = None
    number: str = ""
    form: RevealForm | None = None


@require_safe
@console_page(right="cases.see")
def case(request: HttpRequest, *, item_id: UUID) -> HttpResponse:
    """One case."""
    return case_page(request, item_id=item_id)


@require_POST
@console_page(right="cases.see")
def reveal(request: HttpRequest, *, item_id: UUID) -> HttpResponse:
    """Show a reporter's number once; why is noted, and the person reads it."""
    form = RevealForm(request.POST)
    if not form.is_valid():
        return case_page(request, item_id=item_id, look=Look(form=form), status=UNPROCESSABLE)
    person = form.cleaned_data["person"]
    try:
        number = open_number(
            asking=request.asking, person=person, field="phone", purpose=form.cleaned_data["purpose"],
            item_id=item_id, now=request.now,
        )  # fmt: skip
    except Refused as refused:
        say_refusal(form, refused)
        return case_page(request, item_id=item_id, look=Look(form=form), status=UNPROCESSABLE)
    response = case_page(request, item_id=item_id, look=Look(person, number))
    response.headers["Cache-Control"] = "no-store"
    return response


def case_page(
    request: HttpRequest, *, item_id: UUID, tried: Tried | None = None, look: Look | None = None, status: int = 200
) -> HttpResponse:
    """The page of a case, with a refused step unfolded and filled in."""
    asking = request.asking
    view = item_view(asking=asking, item_id=item_id, kind=CASE)
    if shell_of(request)["counts"]["unread"]:
        mark_read(asking=asking, item_id=item_id, now=request.now)
    row = Case.objects.get(item_id=item_id)
    steps = open_steps(
        asking=asking, view=view, extra=guards_of(asking=asking, item=view.item, case=row, at=request.now)
    )
    given = choices(request, view, row=row, steps=steps)
    context = {
        "item": view.item,
        "case": row,
        "state": view.workflow.state(view.item.state),
        "queue": queue_of(request, current=item_id),
        "kind": kind_words(view, row),
        "channel": channel_words(view.item.channel),
        "stages": stages_of(view, now=request.now),
        "promise": promise_of(view, now=request.now),
        "chain": chain_of(view, phones=phones(request, view, given=given)),
        "timeline": timeline_of(view, photos=files_of(asking=asking, item_ids=[item_id])[item_id]),
        "map": little_map(asking, view.item, row),
        "people": people_behind(view, masks=masks(request, view), look=look or Look()),
        "reveal": (look.form if look and look.form else RevealForm()),
        **actions(request, view, steps=steps, holders=given, tried=tried),
        **stale_words(view, tried),
    }
    return show(request, "cases/console/case.html", context, status=status, topics=[f"item:{item_id}"])


def choices(request: HttpRequest, view: View, *, row: Case, steps: Sequence[Transition]) -> list[Load]:
    """Who the case may be given to, where a step asks for it."""
    if not any(one.name in CHOOSES_HOLDER for one in steps):
        return []
    kind = kinds(asking=request.asking).get(view.item.category)
    found = candidates(
        asking=request.asking,
        place=place_by_id(asking=request.asking, place_id=view.item.place_id),
        organisation_kind=kind.organisation_kind if kind else "",
        reason=row.rule_reason,
        about_id=row.about_id,
        at=request.now,
    )
    return loads(asking=request.asking, found=found)


def phones(request: HttpRequest, view: View, *, given: Sequence[Load]) -> Mapping[UUID, str]:
    """Holder to telephone: from those read already, otherwise asked for."""
    if given:
        return {one.holder_id: one.phone for one in given}
    found = seats(request.asking, [leg.holder_id for leg in view.legs], at=request.now)
    return {holder: seat.duty_phone for holder, seat in found.items()}


def masks(request: HttpRequest, view: View) -> Mapping[UUID, str]:
    """Person to masked number, of those who did not ask to stay unnamed."""
    named = [one.person_id for one in view.parties if not one.anonymous]
    return masked(asking=request.asking, people=named) if named else {}


def actions(
    request: HttpRequest, view: View, *, steps: Sequence[Transition], holders: Sequence[Load], tried: Tried | None
) -> dict[str, Any]:
    """The open steps as forms: two that write a line, the others as folds, the most likely first."""
    wanted = request.GET.get("do", "")
    drawn = [action(request, view, one=one, holders=holders, tried=tried, wanted=wanted) for one in steps]
    others = [one for one in drawn if one["name"] not in COMPOSER]
    first = next((one["name"] for name in FIRST for one in others if one["name"] == name), "")
    for one in others:
        one["tone"] = "primary" if one["name"] == first else "stop" if one["name"] == "void" else "line"
    others.sort(key=lambda one: (one["name"] != first, one["tone"] == "stop"))
    tone = "line" if first else "primary"
    composer = [{**one, "tone": tone if one["name"] == "reply" else "line"} for one in drawn if one["name"] in COMPOSER]
    written = next((one for one in composer if one["open"]), composer[0] if composer else None)
    return {
        "actions": others[:SHOWN],
        "more": others[SHOWN:],
        "more_open": any(one["open"] for one in others[SHOWN:]),
        "composer": composer,
        "write": written,
        "back": "desk" if "desk" in {request.GET.get("back"), request.POST.get("back")} else "",
    }


def action(
    request: HttpRequest, view: View, *, one: Transition, holders: Sequence[Load], tried: Tried | None, wanted: str
) -> dict[str, Any]:
    """One step with its form; the refused one comes back as it was sent."""
    mine = tried if tried and tried.name == one.name else None
    offered = [load for load in holders if one.name == "dispatch" or load.kind == "post"]
    pairs = [(str(load.holder_id), load.name) for load in offered]
    form = mine.form if mine else StepForm(
        transition=one, kinds=kinds(asking=request.asking), holders=pairs, kind=view.item.category
    )  # fmt: skip
    picked = form["holder"].value() if "holder" in form.fields else ""
    return {
        "name": one.name,
        "label": one.label,
        "key": one.key,
        "form": form,
        "plain": not form.fields,
        "open": bool(mine) or wanted == one.name,
        "idem": mine.idem if mine else new_id(),
        "holders": offered if "holder" in form.fields else [],
        "picked": picked or (pairs[0][0] if pairs and offered[0].reason else ""),
        "tone": "line",
    }


def stale_words(view: View, tried: Tried | None) -> dict[str, Any]:
    """Who was faster, and what was typed where the step is no longer open."""
    if tried is None:
        return {"faster": "", "kept": "", "lost": None}
    kept = tried.form.data.get("text") or tried.form.data.get("reason") or ""
    if not tried.is_stale:
        return {"faster": "", "kept": kept, "lost": tried}
    last = next((one for one in view.entries if one.side != "system"), view.entries[0])
    who = " ".join(filter(None, (last.actor_title, last.actor_name))) or _("居民")
    at = moment_words(last.at, style="full", today=last.at.date())
    words = _("%(who)s在 %(at)s 先办了一步，下面是最新的情况。请看过再决定。") % {"who": who, "at": at}
    return {"faster": words, "kept": kept, "lost": tried}
