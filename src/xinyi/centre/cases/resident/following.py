"""One case as its reporter follows it: what stands there, and the steps they take themselves."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xinyi.centre.cases.actions import Given, act
from xinyi.centre.cases.forms.resident import StepForm
from xinyi.centre.cases.models import Case
from xinyi.centre.cases.queries.stages import chip_of
from xinyi.centre.cases.queries.standing import guards_of
from xinyi.centre.cases.resident.parts import (
    facts_of,
    people_of,
    promise_of,
    shown_photos,
    timed,
    timeline_of,
)
from xinyi.centre.cases.resident.steps import Tried, form_of, steps_of
from xinyi.kernel.accounts.api import seats
from xinyi.kernel.base.api import Refused
from xinyi.kernel.files.api import files_of, store
from xinyi.kernel.notices.api import mark_read
from xinyi.kernel.work.api import ItemUnknown, View, item_view, open_steps
from xinyi.terminals.components.pages import (
    UNPROCESSABLE,
    idem_of,
    resident_page,
    say_refusal,
    shell_of,
    show,
    version_of,
)
from xinyi.terminals.components.wording import moment_words

KIND = "cases.case"


@require_safe
@resident_page(signed_in=True)
def receipt(request: HttpRequest, *, item_id: UUID) -> HttpResponse:
    """The number, who has it, and by when."""
    view = item_view(asking=request.asking, item_id=item_id, kind=KIND)
    response, answer = view.deadline("first_response"), view.deadline("answer")
    context = {
        "item": view.item,
        "first": moment_words(response.due_at, style="auto", today=localdate(request.now)) if response else "",
        "answer": moment_words(answer.due_at, style="auto", today=localdate(request.now)) if answer else "",
        "reason": view.legs[0].reason,
    }
    return show(request, "cases/resident/receipt.html", context)


@require_safe
@resident_page(signed_in=True)
def case(request: HttpRequest, *, item_id: UUID) -> HttpResponse:
    """One case."""
    return case_page(request, item_id=item_id)


@require_POST
@resident_page(signed_in=True)
def step(request: HttpRequest, *, item_id: UUID, name: str) -> HttpResponse:
    """Take a step as the reporter; a refusal shows the case again with everything typed."""
    tried = Tried(name, form_of(name, request.POST), idem_of(request))
    if not tried.form.is_valid():
        return case_page(request, item_id=item_id, tried=tried)
    try:
        act(
            asking=request.asking, item_id=item_id, name=name, given=given_by(request, tried.form),
            version=version_of(request), idem=tried.idem, now=request.now,
        )  # fmt: skip
    except ItemUnknown:
        raise
    except Refused as refused:
        say_refusal(tried.form, refused)
        return case_page(request, item_id=item_id, tried=tried)
    messages.success(request, _("已提交。"))
    return redirect("cases:case", item_id=item_id)


def given_by(request: HttpRequest, form: StepForm) -> Given:
    """What the form brought. Raises what its photos are refused for."""
    given, uploads = form.cleaned_data, request.FILES.getlist("photos")
    photos = [store(asking=request.asking, upload=upload, now=request.now) for upload in uploads]
    return Given(text=given["text"], reason=given["reason"], score=given["score"] or 0, photos=photos)


def case_page(request: HttpRequest, *, item_id: UUID, tried: Tried | None = None) -> HttpResponse:
    """The page of a case; after a refused step (422) its form is open and filled in."""
    asking, now = request.asking, request.now
    view = item_view(asking=asking, item_id=item_id, kind=KIND)
    if shell_of(request).get("unread"):
        mark_read(asking=asking, item_id=item_id, now=now)
    row = Case.objects.get(item_id=item_id)
    steps = open_steps(asking=asking, view=view, extra=guards_of(asking=asking, item=view.item, case=row, at=now))
    context = {**told(request, view, row=row), **steps_of(steps, tried, view=view)}
    status = UNPROCESSABLE if tried else 200
    return show(request, "cases/resident/case.html", context, status=status, topics=[f"item:{item_id}"])


def told(request: HttpRequest, view: View, *, row: Case) -> dict[str, Any]:
    """Where the case stands, who has it and what happened."""
    asking, now, item = request.asking, request.now, view.item
    photos = files_of(asking=asking, item_ids=[item.id])[item.id]
    holders = [leg.holder_id for leg in view.legs] + ([item.overseer_id] if item.overseer_id else [])
    return {
        "item": item,
        "chip": chip_of(item),
        "stages": timed(view, today=now),
        "promise": promise_of(view, now=now),
        "facts": facts_of(view, row, now=now),
        "people": people_of(view, seats(asking=asking, holder_ids=holders, at=now)),
        "timeline": timeline_of(view, photos),
        "after": shown_photos([one for one in photos if one.kind == "evidence"]) if not item.is_open else [],
    }
