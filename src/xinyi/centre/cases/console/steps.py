"""A step of a case: a plain form, answered by a redirect, or by the case page with what is wrong and what was typed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xinyi.centre.cases.actions import Given, act
from xinyi.centre.cases.console.case import Tried, case_page
from xinyi.centre.cases.forms.console import CASE, StepForm
from xinyi.centre.cases.queries.kinds import kinds
from xinyi.kernel.base.api import Refused, Stale, new_id
from xinyi.kernel.files.api import PreparedFile, store
from xinyi.kernel.work.api import ItemUnknown, seen_item, workflow_of
from xinyi.kernel.work.machine import NotAllowed, Transition
from xinyi.terminals.components.pages import (
    UNPROCESSABLE,
    console_page,
    idem_of,
    say_refusal,
    uuid_of,
    version_of,
)

CONFLICT = 409


@require_POST
@console_page(right="cases.see")
def step(request: HttpRequest, *, item_id: UUID, name: str) -> HttpResponse:
    """Take the step; which post may take it is for the table to say."""
    try:
        transition = workflow_of(CASE).transition(name)
    except NotAllowed as unknown:
        raise Http404 from unknown
    seen_item(asking=request.asking, item_id=item_id, kind=CASE)
    form = form_of(request, transition)
    if not form.is_valid():
        return case_page(request, item_id=item_id, tried=Tried(name, form, idem_of(request)), status=UNPROCESSABLE)
    try:
        take(request, transition, item_id=item_id, form=form)
    except ItemUnknown:
        raise
    except Stale:
        return case_page(request, item_id=item_id, tried=Tried(name, form, new_id(), is_stale=True), status=CONFLICT)
    except Refused as refused:
        say_refusal(form, refused)
        return case_page(request, item_id=item_id, tried=Tried(name, form, idem_of(request)), status=UNPROCESSABLE)
    messages.success(request, _("“%(step)s”已记下。") % {"step": transition.label})
    return (
        redirect("cases_console:desk")
        if request.POST.get("back") == "desk"
        else redirect("cases_console:case", item_id)
    )


def form_of(request: HttpRequest, transition: Transition) -> StepForm:
    """The form of the step; any holder that looks like an id goes on to the action, which knows who may have it."""
    holder = uuid_of(request.POST.get("holder", ""))
    return StepForm(
        request.POST, request.FILES, transition=transition, kinds=kinds(asking=request.asking),
        holders=[(str(holder), "")] if holder else [],
    )  # fmt: skip


def take(request: HttpRequest, transition: Transition, *, item_id: UUID, form: StepForm) -> None:
    """The action with what the form brought."""
    brought: dict[str, Any] = form.cleaned_data
    given = Given(
        text=brought.get("text", ""),
        reason=brought.get("reason", ""),
        kind=brought.get("kind", ""),
        holder_id=uuid_of(brought.get("holder", "")),
        proposed=brought.get("proposed", ""),
        photos=photos(request, form),
    )
    act(
        asking=request.asking, item_id=item_id, name=transition.name, given=given, version=version_of(request),
        idem=idem_of(request), now=request.now,
    )  # fmt: skip


def photos(request: HttpRequest, form: StepForm) -> list[PreparedFile]:
    """The evidence, put on disk. Raises what files refuse."""
    found = form.cleaned_data.get("evidence", [])
    return [
        store(asking=request.asking, upload=one, now=request.now, kind="evidence", field="evidence") for one in found
    ]
