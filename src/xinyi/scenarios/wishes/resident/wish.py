"""One wish: as the wall shows it, and for its wisher with everything that happened and may happen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xinyi.kernel.base.api import Refused, new_id
from xinyi.kernel.files.api import Photo, files_of
from xinyi.kernel.notices.api import mark_read
from xinyi.kernel.work.api import Entry, ItemUnknown, View, item_view, line_text, open_steps
from xinyi.kernel.work.machine import NotAllowed, Transition
from xinyi.scenarios.wishes.actions import Given, take
from xinyi.scenarios.wishes.actions.writing import KIND
from xinyi.scenarios.wishes.forms import StepForm
from xinyi.scenarios.wishes.queries import (
    guards_of,
    has_seconded,
    published,
    wish_text,
)
from xinyi.scenarios.wishes.resident.wall import card
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

REACHED_BY = {"published": "publish", "claimed": "claim", "fulfilled": "confirm"}


@dataclass(frozen=True)
class Tried:
    """A step that was refused: its form with everything typed."""

    name: str
    form: forms.Form
    idem: UUID


@require_safe
@resident_page()
def wish(request: HttpRequest, *, item_id: UUID) -> HttpResponse:
    """One wish: as the wall shows it, and for its wisher with everything that happened."""
    return wish_page(request, item_id=item_id)


@require_POST
@resident_page(signed_in=True)
def step(request: HttpRequest, *, item_id: UUID, name: str) -> HttpResponse:
    """Take a step as the wisher; a refusal shows the wish again with everything typed."""
    view = item_view(asking=request.asking, item_id=item_id, kind=KIND)
    idem = idem_of(request)
    try:
        transition = view.workflow.transition(name)
    except NotAllowed as unknown:
        raise ItemUnknown from unknown
    form = StepForm(request.POST, request.FILES, transition=transition)
    if not form.is_valid():
        return wish_page(request, item_id=item_id, tried=Tried(name, form, idem))
    given = Given(text=form.cleaned_data.get("text", ""), reason=form.cleaned_data.get("reason", ""))
    try:
        take(
            asking=request.asking, item_id=item_id, name=name, given=given, version=version_of(request), idem=idem,
            now=request.now,
        )  # fmt: skip
    except Refused as refused:
        say_refusal(form, refused)
        return wish_page(request, item_id=item_id, tried=Tried(name, form, idem))
    messages.success(request, _("已提交。"))
    return redirect("wishes:wish", item_id=item_id)


def wish_page(request: HttpRequest, *, item_id: UUID, tried: Tried | None = None) -> HttpResponse:
    """The page of a wish, with a refused step unfolded. Raises ``ItemUnknown``."""
    row, view = published(asking=request.asking, item_id=item_id), own_view(request, item_id)
    if row is None and view is None:
        raise ItemUnknown
    is_open = view is None and not has_seconded(asking=request.asking, item_id=item_id)
    context = {
        "wish": card(row, request, can_second=is_open) if row else None,
        "mine": mine(request, view, tried=tried) if view else None,
    }
    status = UNPROCESSABLE if tried else 200
    return show(request, "wishes/resident/wish.html", context, status=status, topics=[f"item:{item_id}"])


def own_view(request: HttpRequest, item_id: UUID) -> View | None:
    """The wish as its wisher sees it, None for everybody else."""
    if not request.asking.is_signed_in:
        return None
    try:
        return item_view(asking=request.asking, item_id=item_id, kind=KIND)
    except ItemUnknown:
        return None


def mine(request: HttpRequest, view: View, *, tried: Tried | None) -> dict[str, Any]:
    """What only the wisher reads: their words, stages, what happened, what they may do now."""
    if shell_of(request).get("unread"):
        mark_read(asking=request.asking, item_id=view.item.id, now=request.now)
    photos = files_of(asking=request.asking, item_ids=[view.item.id])[view.item.id]
    words = wish_text(asking=request.asking, item_id=view.item.id)
    steps = open_steps(
        asking=request.asking, view=view, extra=guards_of(item=view.item, legs=view.legs, at=request.now)
    )
    names = {one.name for one in steps}
    return {
        "item": view.item,
        "state": view.workflow.state(view.item.state),
        "words": words,
        "stages": stages_of(view, request),
        "timeline": [line(one, view, photos=photos) for one in view.entries],
        "photos": [shown(one) for one in photos if one.kind == "report"],
        "steps": [action(one, words=words, tried=tried) for one in steps],
        "lost": tried if tried and tried.name not in names else None,
    }


def stages_of(view: View, request: HttpRequest) -> list[dict[str, Any]]:
    """The four stages with the day each was reached."""
    names = [stage.name for stage in view.workflow.stages]
    present = names.index(view.workflow.state(view.item.state).stage)
    reached = {one.transition: one.at for one in reversed(view.entries)}
    days = {"written": view.item.filed_at, **{name: reached.get(by) for name, by in REACHED_BY.items()}}
    return [stage(view, place, present=present, days=days, request=request) for place in range(len(names))]


def stage(
    view: View, place: int, *, present: int, days: Mapping[str, Any], request: HttpRequest
) -> dict[str, Any]:  # Any: datetimes or None
    """One stage: gone by, present or to come."""
    one = view.workflow.stages[place]
    at = days[one.name] if place <= present else None
    ended = not view.item.is_open
    state = "todo" if place > present else "done" if place < present or ended else "now"
    return {
        "label": one.label,
        "state": state,
        "at": moment_words(at, style="day", today=localdate(request.now)) if at else "",
    }


def line(entry: Entry, view: View, *, photos: Sequence[Photo]) -> dict[str, Any]:
    """One line of what happened."""
    who = " ".join(filter(None, (entry.actor_title, entry.actor_name)))
    return {
        "at": entry.at,
        "title": str(line_text(entry, view.workflow)),
        "note": _("您") if entry.side == "reporter" else who or _("系统"),
        "text": entry.text or ("" if entry.transition == "open" else entry.reason),
        "tone": "me" if entry.side == "reporter" else "late" if entry.transition == "escalate" else "",
        "photos": [shown(one) for one in photos if one.kind == "after" and one.at == entry.at],
    }


def shown(photo: Photo) -> dict[str, Any]:
    """A photo for the strip."""
    return {
        "thumb": reverse("resident:photo", args=[photo.id, "thumb"]),
        "url": reverse("resident:photo", args=[photo.id, "main"]),
        "alt": _("做好后的照片") if photo.kind == "after" else _("许愿时的照片"),
    }


def action(one: Transition, *, words: str, tried: Tried | None) -> dict[str, Any]:
    """One step with its form; the refused one comes back as it was sent."""
    again = tried if tried and tried.name == one.name else None
    return {
        "name": one.name,
        "label": one.label,
        "form": again.form if again else StepForm(transition=one, text=words if one.name == "rewrite" else ""),
        "idem": again.idem if again else new_id(),
        "open": bool(again) or one.name in {"rewrite", "thank"},
        "tone": "primary" if one.name in {"rewrite", "thank"} else "line",
    }
