"""The parts of a case's page in words: promise, facts, people, timeline, photos."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from xinyi.centre.cases.models import Case
from xinyi.centre.cases.queries.stages import reached_stages, resident_stages
from xinyi.kernel.accounts.api import Seat
from xinyi.kernel.files.api import Photo
from xinyi.kernel.work.api import Entry, Leg, View, line_text
from xinyi.terminals.components.wording import duration_words, moment_words

TONES = {"approve": "ok", "escalate": "late", "reopen": "late", "supplement": "me", "answer": "me", "urge": "me"}
FULL = 100

Row = dict[str, Any]


def timed(view: View, *, today: datetime) -> list[Row]:
    """The stages with the moments at which they were reached."""
    rows = resident_stages(view.item, reached_stages(view))
    for row in rows:
        moment = row.pop("moment")
        row["at"] = moment_words(moment, style="short", today=localdate(today)) if moment else ""
    return rows


def promise_of(view: View, *, now: datetime) -> Row | None:
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


def facts_of(view: View, row: Case, *, now: datetime) -> list[Row]:
    """The promise in words, how it ended and who checked it, the first response, the rating."""
    rows = [promised_fact(view, now=now), ended_fact(view, now=now), checked_fact(view), response_fact(view)]
    if row.score:
        rows.append({"label": _("您的评价"), "value": _("%(score)s 分") % {"score": row.score}})
    return [one for one in rows if one]


def promised_fact(view: View, *, now: datetime) -> Row | None:
    """By when it was to be done."""
    answer = view.deadline("answer")
    if answer is None:
        return None
    due = moment_words(answer.due_at, style="auto", today=localdate(now))
    broken = {"chip": _("未兑现"), "tone": "danger"} if answer.breached_at else {}
    return {"label": _("承诺"), "value": _("%(when)s 前办结") % {"when": due}, "strong": True, **broken}


def ended_fact(view: View, *, now: datetime) -> Row | None:
    """When it was closed, and whether in time."""
    answer = view.deadline("answer")
    if view.item.state != "closed" or view.item.closed_at is None or answer is None:
        return None
    kept = view.item.closed_at <= answer.due_at
    when = moment_words(view.item.closed_at, style="auto", today=localdate(now))
    chip = {"chip": _("已兑现") if kept else _("晚了"), "tone": "ok" if kept else "danger"}
    return {"label": _("实际"), "value": _("%(when)s 办结") % {"when": when}, **chip}


def checked_fact(view: View) -> Row | None:
    """Who checked it: never whoever did it."""
    entry = next((one for one in view.entries if one.transition == "approve"), None)
    if view.item.state != "closed" or entry is None:
        return None
    return {"label": _("谁核查的"), "value": who(entry)}


def response_fact(view: View) -> Row | None:
    """How long the first response took."""
    first = view.deadline("first_response")
    if first is None or first.met_at is None:
        return None
    kept = first.met_at <= first.due_at
    took = duration_words(int((first.met_at - first.started_at).total_seconds()))
    chip = {"chip": _("已兑现") if kept else _("晚了"), "tone": "ok" if kept else "danger"}
    return {"label": _("首次回应"), "value": _("用时 %(took)s") % {"took": took}, **chip}


def people_of(view: View, known: Mapping[UUID, Seat]) -> list[Row]:
    """Who has it now, who oversees it, who had it, each with their office's number."""
    item = view.item
    legs = {leg.holder_id: leg for leg in view.legs}
    present = legs.pop(item.holder_id, None) if item.is_open else None
    rows = [{**holder(present), "tel": tel(present.holder_id, known), "now": _("现在负责")}] if present else []
    if item.is_open and item.overseer_id and item.overseer_id != item.holder_id:
        legs.pop(item.overseer_id, None)
        name, title = split(item.overseer_name)
        chip = {"chip": _("督办"), "tone": "warn"}
        rows.append({"name": name, "role": title, "tel": tel(item.overseer_id, known), **chip})
    return rows + [{**holder(leg), "tel": tel(leg.holder_id, known)} for leg in legs.values()]


def holder(leg: Leg) -> Row:
    """A holder's name and what they are."""
    if leg.holder_kind == "organisation":
        return {"name": leg.holder_name, "role": _("处置单位")}
    name, title = split(leg.holder_name)
    return {"name": name, "role": title}


def split(words: str) -> tuple[str, str]:
    """Name and title of a post as work writes them, title first; a vacant post is called by its title."""
    title, _space, name = words.rpartition(" ")
    return name, title


def tel(holder_id: UUID, known: Mapping[UUID, Seat]) -> str:
    """The address of an office's telephone, empty without one."""
    phone = known[holder_id].duty_phone if holder_id in known else ""
    return f"tel:{phone}" if phone else ""


def timeline_of(view: View, photos: Sequence[Photo]) -> list[Row]:
    """What happened, newest first, with the photos of each step; all others belong to the report itself."""
    later = {entry.at for entry in view.entries if entry.transition != "open"}
    rows = []
    for entry in view.entries:
        is_report = entry.transition == "open"
        taken = [one for one in photos if (one.at not in later if is_report else one.at == entry.at)]
        rows.append(
            {
                "at": entry.at,
                "title": str(line_text(entry, view.workflow)),
                "note": who(entry),
                "text": entry.text if is_report else entry.text or entry.reason,
                "tone": TONES.get(entry.transition, "sys" if entry.side == "system" else ""),
                "photos": shown_photos(taken),
            }
        )
    return rows


def who(entry: Entry) -> str:
    """Who did it, as residents may know it."""
    if entry.side == "reporter":
        return _("您")
    return " ".join(filter(None, (entry.actor_title, entry.actor_name))) or _("系统")


def shown_photos(photos: Sequence[Photo]) -> list[Row]:
    """Photos for a strip."""
    return [
        {
            "thumb": reverse("resident:photo", args=[photo.id, "thumb"]),
            "url": reverse("resident:photo", args=[photo.id, "main"]),
            "alt": _("处置照片") if photo.kind == "evidence" else _("上报照片"),
        }
        for photo in photos
    ]
