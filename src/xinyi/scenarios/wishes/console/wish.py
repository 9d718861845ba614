"""One wish in the console: what was written and checked, where it stands, what the table lets this post do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xinyi.kernel.base.api import Refused, Stale, new_id
from xinyi.kernel.files.api import Photo, files_of, store
from xinyi.kernel.notices.api import mark_read
from xinyi.kernel.places.api import place_by_id
from xinyi.kernel.work.api import Entry, ItemUnknown, View, item_view, line_text, open_steps, workflow_of
from xinyi.kernel.work.machine import NotAllowed, Transition
from xinyi.scenarios.wishes.actions import Given, take
from xinyi.scenarios.wishes.actions.writing import KIND
from xinyi.scenarios.wishes.console.listing import queue_of
from xinyi.scenarios.wishes.forms import StepForm
from xinyi.scenarios.wishes.models import PublishedWish
from xinyi.scenarios.wishes.queries import guards_of, published, wish_text
from xinyi.terminals.components.pages import (
    UNPROCESSABLE,
    console_page,
    has_right,
    idem_of,
    say_refusal,
    shell_of,
    show,
    version_of,
)
from xinyi.terminals.components.wording import duration_words, moment_words

CONFLICT = 409
STATES = ("written", "published", "claimed", "checking", "fulfilled")
MAIN = ("publish", "fulfil", "confirm", "claim")
STOP = ("decline", "give_up")


@dataclass(frozen=True)
class Tried:
    """A step that was refused: its form with everything typed."""

    name: str
    form: StepForm
    idem: UUID


@dataclass(frozen=True)
class Seen:
    """A wish as far as the asking post sees it: the item (None for those who see the wall only) and the public row."""

    view: View | None
    row: PublishedWish | None
    words: str

    @property
    def state(self) -> str:
        """Where the wish stands."""
        if self.view:
            return self.view.item.state
        assert self.row is not None
        return self.row.state


@require_safe
@console_page(right="wishes.see")
def wish(request: HttpRequest, *, item_id: UUID) -> HttpResponse:
    """One wish."""
    return wish_page(request, item_id=item_id)


@require_POST
@console_page(right="wishes.see")
def step(request: HttpRequest, *, item_id: UUID, name: str) -> HttpResponse:
    """Take a step; which post may take it is for the table to say."""
    look(request, item_id)
    try:
        transition = workflow_of(KIND).transition(name)
    except NotAllowed as unknown:
        raise ItemUnknown from unknown
    form = StepForm(request.POST, request.FILES, transition=transition)
    tried = Tried(name, form, idem_of(request))
    if not form.is_valid():
        return wish_page(request, item_id=item_id, tried=tried, status=UNPROCESSABLE)
    try:
        take(
            asking=request.asking, item_id=item_id, name=name, given=given_by(request, form),
            version=version_of(request), idem=tried.idem, now=request.now,
        )  # fmt: skip
    except Stale as stale:
        say_refusal(form, stale)
        return wish_page(request, item_id=item_id, tried=Tried(name, form, new_id()), status=CONFLICT)
    except Refused as refused:
        say_refusal(form, refused)
        return wish_page(request, item_id=item_id, tried=tried, status=UNPROCESSABLE)
    messages.success(request, _("“%(step)s”已记下。") % {"step": transition.label})
    return redirect("wishes_console:wish", item_id=item_id)


def given_by(request: HttpRequest, form: StepForm) -> Given:
    """What the form brought, its photos put on disk. Raises what files refuse."""
    brought = form.cleaned_data
    photos = [
        store(asking=request.asking, upload=one, now=request.now, kind="after", field="evidence")
        for one in brought.get("evidence", [])
    ]
    return Given(
        text=brought.get("text", ""),
        reason=brought.get("reason", ""),
        promised_on=brought.get("promised_on"),
        photos=photos,
    )


def look(request: HttpRequest, item_id: UUID) -> Seen:
    """The wish as far as this post sees it. Raises ``ItemUnknown``."""
    asking, row = request.asking, published(asking=request.asking, item_id=item_id)
    try:
        view = item_view(asking=asking, item_id=item_id, kind=KIND)
    except ItemUnknown:
        if row is None:
            raise
        return Seen(None, row, row.text)
    return Seen(view, row, wish_text(asking=asking, item_id=item_id))


def wish_page(request: HttpRequest, *, item_id: UUID, tried: Tried | None = None, status: int = 200) -> HttpResponse:
    """The page of a wish, with a refused step unfolded and filled in."""
    seen = look(request, item_id)
    if seen.view and shell_of(request)["counts"]["unread"]:
        mark_read(asking=request.asking, item_id=item_id, now=request.now)
    steps = steps_of(request, seen)
    context = {
        "item_id": item_id,
        "version": seen.view.item.version if seen.view else "",
        "number": seen.view.item.number if seen.view else "",
        "title": seen.view.item.title if seen.view else seen.row.title,
        "state": workflow_of(KIND).state(seen.state),
        "row": seen.row,
        "words": seen.words if not seen.row or seen.words != seen.row.text else "",
        "facts": facts_of(request, seen),
        "queue": queue_of(request, current=item_id, state=seen.state),
        "actions": [action(one, seen=seen, tried=tried) for one in steps],
        "lost": tried if tried and tried.name not in {one.name for one in steps} else None,
        **(inside(request, seen.view) if seen.view else {"stages": [], "timeline": [], "people": [], "photos": []}),
    }
    return show(request, "wishes/console/wish.html", context, status=status, topics=[f"item:{item_id}"])


def steps_of(request: HttpRequest, seen: Seen) -> Sequence[Transition]:
    """What this post may do now; whoever sees the wall only may claim."""
    if seen.view:
        extra = guards_of(item=seen.view.item, legs=seen.view.legs, at=request.now)
        return open_steps(asking=request.asking, view=seen.view, extra=extra)
    may = seen.state == "published" and has_right(request.asking, "wishes.claim")
    return [workflow_of(KIND).transition("claim")] if may else []


def inside(request: HttpRequest, view: View) -> Mapping[str, Any]:
    """What only those see who see the item: stages, what happened, who had it, photos."""
    photos = files_of(asking=request.asking, item_ids=[view.item.id])[view.item.id]
    return {
        "stages": stages_of(view, request),
        "timeline": [line(one, view, photos=photos) for one in view.entries],
        "people": people_of(view),
        "photos": [shown(one) for one in photos if one.kind == "report"],
    }


def stages_of(view: View, request: HttpRequest) -> list[dict[str, Any]]:
    """Checked, claimed, done, confirmed, thanked, each with the day it was reached."""
    labels = (_("审看"), _("认领"), _("去做"), _("核实"), _("答复"))
    known = STATES.index(view.item.state) if view.item.state in STATES else len(STATES)
    present = 0 if view.item.state == "sent_back" else known
    reached = {one.to_state: one.at for one in view.entries[::-1] if one.to_state}
    after = (*STATES[1:], "kept")
    rows = []
    for place, (label, state) in enumerate(zip(labels, after, strict=True)):
        at = moment_words(reached[state], style="day", today=localdate(request.now)) if state in reached else ""
        done = place < present and bool(at)
        rows.append({"label": label, "at": at if done else "", "state": "done" if done else stage_word(place, present)})
    return rows


def stage_word(place: int, present: int) -> str:
    """How a stage that was not reached is drawn."""
    return "now" if place == present else "todo"


def line(entry: Entry, view: View, *, photos: Sequence[Photo]) -> dict[str, Any]:
    """One line of what happened."""
    who = " ".join(filter(None, (entry.actor_name, entry.actor_title)))
    side = {"reporter": _("许愿人"), "system": _("系统")}.get(entry.side, "")
    return {
        "at": entry.at,
        "title": str(line_text(entry, view.workflow)),
        "note": who if entry.side == "staff" else side,
        "text": "\n".join(filter(None, (entry.text, "" if entry.transition == "open" else entry.reason))),
        "tone": "warn" if entry.transition == "escalate" else "sys" if entry.side == "system" else "",
        "photos": [shown(one) for one in photos if one.kind == "after" and one.at == entry.at],
    }


def shown(photo: Photo) -> dict[str, Any]:
    """A photo for the strip."""
    return {
        "thumb": reverse("console:photo", args=[photo.id, "thumb"]),
        "url": reverse("console:photo", args=[photo.id, "main"]),
        "alt": _("做好后的照片") if photo.kind == "after" else _("许愿时的照片"),
        "width": photo.width,
        "height": photo.height,
    }


def people_of(view: View) -> list[dict[str, Any]]:
    """Whoever holds or held the wish, the present one first, each once."""
    found: dict[UUID, dict[str, Any]] = {}
    for leg in reversed(view.legs):
        now = leg.ended_at is None
        since = moment_words(leg.started_at, style="day", today=localdate(leg.started_at))
        found.setdefault(
            leg.holder_id,
            {"name": leg.holder_name, "role": _("%(at)s 起") % {"at": since}, "now": _("正在办") if now else ""},
        )
    return list(found.values())


def facts_of(request: HttpRequest, seen: Seen) -> list[dict[str, Any]]:
    """Where, how many want the same, what was promised and how much time is left."""
    rows: list[dict[str, Any]] = []
    if seen.row:
        place = place_by_id(asking=request.asking, place_id=seen.row.community_id).name
        rows += [{"label": _("哪里"), "value": place}]
        rows += [{"label": _("附议"), "value": _("%(count)s 人") % {"count": seen.row.seconds}, "strong": True}]
        if seen.row.promised_on:
            rows.append({"label": _("答应"), "value": _("%(day)s 前") % {"day": f"{seen.row.promised_on:%Y-%m-%d}"}})
    if seen.view and seen.view.item.due_at:
        left = int((seen.view.item.due_at - request.now).total_seconds())
        late = {"chip": _("超时"), "tone": "danger"} if left < 0 else {}
        rows.append({"label": _("离期限"), "value": duration_words(left), **late})
    return rows


def action(one: Transition, *, seen: Seen, tried: Tried | None) -> dict[str, Any]:
    """One step with its form; the refused one comes back as it was sent."""
    again = tried if tried and tried.name == one.name else None
    form = again.form if again else StepForm(transition=one, text=first_words(one.name, seen))
    return {
        "name": one.name,
        "label": one.label,
        "key": one.key,
        "form": form,
        "plain": not form.fields,
        "open": bool(again),
        "idem": again.idem if again else new_id(),
        "tone": "primary" if one.name in MAIN[:3] or not seen.view else "stop" if one.name in STOP else "line",
    }


def first_words(name: str, seen: Seen) -> str:
    """What the field starts with: the wisher's words to be checked, the claimer's to be confirmed."""
    if name == "publish":
        return seen.words
    if name == "confirm" and seen.view:
        return next((one.text for one in seen.view.entries if one.transition == "fulfil"), "")
    return ""
