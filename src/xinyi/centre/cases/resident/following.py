"""One case as its reporter follows it: stages, promise, who has it, what happened, what they can do now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xinyi.centre.cases.actions import Given, act
from xinyi.centre.cases.forms.resident import StepForm
from xinyi.centre.cases.models import Case
from xinyi.centre.cases.queries.stages import reached_stages, resident_stages
from xinyi.centre.cases.queries.standing import guards_of
from xinyi.kernel.accounts.api import Seat, seats
from xinyi.kernel.base.api import Refused, new_id
from xinyi.kernel.files.api import Photo, files_of, store
from xinyi.kernel.notices.api import mark_read
from xinyi.kernel.work.api import Entry, ItemUnknown, View, item_view, line_text, open_steps
from xinyi.kernel.work.machine import Transition
from xinyi.terminals.components.pages import (
    UNPROCESSABLE,
    idem_of,
    resident_page,
    say_refusal,
    shell_of,
    show,
    version_of,
)
from xinyi.terminals.components.wording import duration_digits, moment_words

KIND = "cases.case"
FIELDS = ("text", "reason", "score")
TONES = {"approve": "ok", "escalate": "late", "reopen": "late", "supplement": "me", "answer": "me", "urge": "me"}
FULL = 100


@dataclass(frozen=True)
class Tried:
    """A step that was refused: its form with everything typed."""

    name: str
    form: StepForm
    idem: UUID


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
    form, idem = StepForm(request.POST), idem_of(request)
    try:
        given = given_by(request, form)
        act(
            asking=request.asking, item_id=item_id, name=name, given=given, version=version_of(request), idem=idem,
            now=request.now,
        )  # fmt: skip
    except ItemUnknown:
        raise
    except Refused as refused:
        say_refusal(form, refused)
        return case_page(request, item_id=item_id, tried=Tried(name, form, idem), status=UNPROCESSABLE)
    messages.success(request, _("已提交。"))
    return redirect("cases:case", item_id=item_id)


def given_by(request: HttpRequest, form: StepForm) -> Given:
    """What the form brought. Raises what its photos or fields are refused for."""
    if not form.is_valid():
        field, texts = next(iter(form.errors.items()))
        form.errors.clear()
        raise Refused(texts[0], field=field)
    given = form.cleaned_data
    photos = [
        store(asking=request.asking, upload=upload, now=request.now) for upload in request.FILES.getlist("photos")
    ]
    return Given(text=given["text"], reason=given["reason"], score=given["score"] or 0, photos=photos)


def case_page(request: HttpRequest, *, item_id: UUID, tried: Tried | None = None, status: int = 200) -> HttpResponse:
    """The page of a case, with a refused step unfolded."""
    asking, now = request.asking, request.now
    view = item_view(asking=asking, item_id=item_id, kind=KIND)
    if shell_of(request).get("unread"):
        mark_read(asking=asking, item_id=item_id, now=now)
    row = Case.objects.get(item_id=item_id)
    photos = files_of(asking=asking, item_ids=[item_id]).get(item_id, [])
    known = seats(asking=asking, holder_ids=[leg.holder_id for leg in view.legs], at=now)
    steps = open_steps(asking=asking, view=view, extra=guards_of(asking=asking, item=view.item, case=row, at=now))
    context = {
        "item": view.item,
        "case": row,
        "state": view.workflow.state(view.item.state),
        "stages": timed(view, today=now),
        "promise": promise_of(view, now=now),
        "facts": facts_of(view, row, now=now),
        "people": people_of(view, known),
        "timeline": timeline_of(view, photos),
        "photos": [shown(photo) for photo in photos if photo.kind == "report"],
        **actions(steps, tried),
    }
    return show(request, "cases/resident/case.html", context, status=status, topics=[f"item:{item_id}"])


def timed(view: View, *, today: datetime) -> list[dict[str, Any]]:
    """The stages with the moments at which they were reached."""
    rows = resident_stages(view.item, reached_stages(view))
    for row in rows:
        moment = row.pop("moment")
        row["at"] = moment_words(moment, style="short", today=localdate(today)) if moment else ""
    return rows


def promise_of(view: View, *, now: datetime) -> dict[str, Any] | None:
    """What was promised and what came of it; a broken promise is said to be broken. None when nothing was promised."""
    promised = view.deadline("answer")
    if promised is None:
        return None
    end = promised.met_at or (view.item.closed_at if promised.cancelled_at else None)
    broken = promised.breached_at is not None or (end or now) > promised.due_at
    span = max((promised.due_at - promised.started_at).total_seconds(), 1)
    used = ((end or now) - promised.started_at).total_seconds()
    return {
        "state": "broken" if broken else "kept" if end else "waiting",
        "seconds": int(abs((promised.due_at - (end or now)).total_seconds())),
        "until": None if end or broken else promised.due_at,
        "percent": min(FULL, max(0, int(FULL * used / span))),
        "label": _("办结比承诺早") if end and not broken else "",
        "paused": _("等您补充，承诺时间暂停") if view.item.waits_for == "reporter" else "",
    }


def facts_of(view: View, row: Case, *, now: datetime) -> list[dict[str, Any]]:
    """The promise in words, the first response, the rating."""
    today, rows = localdate(now), []
    answer, first = view.deadline("answer"), view.deadline("first_response")
    if answer:
        due = moment_words(answer.due_at, style="auto", today=today)
        rows.append({"label": _("承诺"), "value": _("%(when)s 前办结") % {"when": due}, "strong": True})
    if first and first.met_at:
        kept = first.met_at <= first.due_at
        took = duration_digits(int((first.met_at - first.started_at).total_seconds()))
        chip = {"chip": _("已兑现") if kept else _("晚了"), "tone": "ok" if kept else "danger"}
        rows.append({"label": _("首次回应"), "value": _("用时 %(took)s") % {"took": took}, **chip})
    if row.score:
        rows.append({"label": _("您的评价"), "value": _("%(score)s 分") % {"score": row.score}})
    return rows


def people_of(view: View, known: Mapping[UUID, Seat]) -> list[dict[str, Any]]:
    """Who has it now, and who had it, the present one first, each with their office's number."""
    rows = []
    for leg in {leg.holder_id: leg for leg in view.legs}.values():
        is_now = leg.holder_id == view.item.holder_id and view.item.is_open
        phone = known[leg.holder_id].duty_phone if leg.holder_id in known else ""
        rows.append(
            {
                "name": leg.holder_name,
                "role": _("现在由他负责") if is_now else _("经办过"),
                "now": _("现在由他办") if is_now else "",
                "tel": f"tel:{phone}" if phone else "",
            }
        )
    return sorted(rows, key=lambda one: not one["now"])


def timeline_of(view: View, photos: Sequence[Photo]) -> list[dict[str, Any]]:
    """What happened, newest first, with the photos of each step."""
    rows = []
    for entry in view.entries:
        taken = [shown(one) for one in photos if one.at == entry.at and entry.transition != "open"]
        rows.append(
            {
                "at": entry.at,
                "title": str(line_text(entry, view.workflow)),
                "note": who(entry),
                "text": entry.text or entry.reason if entry.transition != "open" else entry.text,
                "tone": TONES.get(entry.transition, "sys" if entry.side == "system" else ""),
                "photos": taken,
            }
        )
    return rows


def who(entry: Entry) -> str:
    """Who did it, as residents may know it."""
    if entry.side == "reporter":
        return _("您")
    return " ".join(filter(None, (entry.actor_title, entry.actor_name))) or _("系统")


def shown(photo: Photo) -> dict[str, Any]:
    """A photo for the strip."""
    return {
        "thumb": reverse("resident:photo", args=[photo.id, "thumb"]),
        "url": reverse("resident:photo", args=[photo.id, "main"]),
        "alt": _("处置照片") if photo.kind == "evidence" else _("上报照片"),
    }


def actions(steps: Sequence[Transition], tried: Tried | None) -> dict[str, Any]:
    """The reporter's steps with their forms; the refused one is open and filled in."""
    rows = []
    for one in steps:
        again = tried if tried and tried.name == one.name else None
        rows.append(
            {
                "name": one.name,
                "label": one.label,
                "form": again.form if again else StepForm(),
                "idem": again.idem if again else new_id(),
                "fields": [
                    field for field in FIELDS if field in one.requires or (field == "text" and one.name == "rate")
                ],
                "photos": one.name in {"supplement", "answer", "answer_early", "reopen"},
                "open": bool(again),
            }
        )
    lost = tried if tried and tried.name not in {one.name for one in steps} else None
    return {"steps": rows, "lost": lost}
