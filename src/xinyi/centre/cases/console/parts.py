"""Pieces of the case page, made of plain values: stages, promise, chain, timeline, map, people, kind."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from xinyi.centre.cases.console.case_words import limit_words, promise_label, side_words
from xinyi.centre.cases.models import Case
from xinyi.kernel.files.api import Photo
from xinyi.kernel.places.api import district_map, place_by_id
from xinyi.kernel.scope.api import Asking
from xinyi.kernel.work.api import Entry, Item, View, line_text
from xinyi.terminals.components.wording import duration_words, moment_words

STAGES = (
    (("reported", "admitted", "asked_early"), ("dispatch", "admit")),
    (("dispatched",), ("accept",)),
    (("handling", "asked"), ("handle",)),
    (("checking",), ("check",)),
    (("closed", "withdrawn", "void"), ()),
)
SHOWN_PROMISES = ("first_response", "admit", "dispatch", "accept", "handle", "check")
HALF_WIDTH, HALF_HEIGHT = 90, 48


def kind_words(view: View, case: Case) -> dict[str, str]:
    """The kind and who stands behind it."""
    said = {
        "person": (_("人工确认"), "ok"),
        "rule": (_("规则确认"), "brand"),
        "words": (_("按文字推荐，待确认"), "gold"),
    }
    words, tone = said.get(case.kind_source, (_("待确认"), "gold"))
    return {"label": view.item.category_label or _("类别还没定"), "by": words, "tone": tone, "words": case.kind_words}


def stages_of(view: View, *, now: datetime) -> list[dict[str, Any]]:
    """Five stages, each with the time it took, or has used of its limit."""
    labels = (_("受理"), _("派单"), _("处置"), _("核查"), _("评价"))
    spent, present = time_spent(view, now=now), stage_at(view.item.state)
    return [
        stage(view, label, limits=limits, spent=spent[place], place=place - present, now=now)
        for place, (label, (_states, limits)) in enumerate(zip(labels, STAGES, strict=True))
    ]


def stage_at(state: str) -> int:
    """Which of the five stages a state belongs to."""
    return next(place for place, (states, _limits) in enumerate(STAGES) if state in states)


def time_spent(view: View, *, now: datetime) -> list[int]:
    """Seconds in each stage, summed over every turn the case took."""
    spent = [0] * len(STAGES)
    lines = sorted((one for one in view.entries if one.to_state), key=lambda one: (one.at, one.seq))
    ends = [one.at for one in lines[1:]] + [view.item.closed_at or now]
    for line, end in zip(lines, ends, strict=True):
        spent[stage_at(line.to_state)] += max(0, int((end - line.at).total_seconds()))
    return spent


def stage(view: View, label: str, *, limits: Sequence[str], spent: int, place: int, now: datetime) -> dict[str, Any]:
    """One stage: gone by, present (0) or to come."""
    if place < 0:
        return {
            "label": label,
            "state": "done",
            "at": _("用时 %(time)s") % {"time": duration_words(spent)} if spent else "",
        }
    limit = next((found for name in limits if (found := view.deadline(name))), None)
    if place > 0:
        return {"label": label, "state": "todo", "at": ""}
    if limit is None or not view.item.is_open:
        return {"label": label, "state": "now", "at": "" if not view.item.is_open else duration_words(spent)}
    whole = max(1, int((limit.due_at - limit.started_at).total_seconds()))
    used = int((now - limit.started_at).total_seconds())
    words = _("已用 %(used)s，限 %(limit)s") % {"used": duration_words(used), "limit": limit_words(limit)}
    late = limit.due_at < now and limit.met_at is None
    return {"label": label, "state": "late" if late else "now", "at": words, "percent": min(100, 100 * used // whole)}


def promise_of(view: View, *, now: datetime) -> dict[str, Any]:
    """The clock of the whole answer, and of each smaller promise whether it was kept."""
    answer, item = view.deadline("answer"), view.item
    facts = [fact for name in SHOWN_PROMISES if (fact := promise_fact(view, name, now=now))]
    if answer is None:
        return {"shown": False, "facts": facts}
    end = item.closed_at or now
    left = int((answer.due_at - end).total_seconds())
    whole = max(1, int((answer.due_at - answer.started_at).total_seconds()))
    due = moment_words(answer.due_at, style="auto", today=localdate(now))
    paused = _("等居民补充，暂停计时") if item.waits_for == "reporter" else ""
    if not item.is_open:
        paused = _("已按承诺办结") if left >= 0 else _("办结时晚了 %(time)s") % {"time": duration_words(left)}
    return {
        "shown": True,
        "seconds": abs(left),
        "until": answer.due_at if item.is_open else None,
        "state": "broken" if left < 0 else "waiting",
        "percent": max(0, min(100, 100 - 100 * left // whole)),
        "paused": paused,
        "facts": [{"label": _("承诺"), "value": due, "chip": _("暂定") if answer.provisional else ""}, *facts],
    }


def promise_fact(view: View, name: str, *, now: datetime) -> dict[str, Any] | None:
    """One of the smaller promises: how long it took, of how long, and whether it was kept."""
    found = view.deadline(name)
    if found is None or found.cancelled_at:
        return None
    taken = duration_words(int(((found.met_at or now) - found.started_at).total_seconds()))
    broken = found.breached_at is not None or (found.met_at or now) > found.due_at
    chip, tone = (_("未兑现"), "danger") if broken else (_("已兑现"), "ok") if found.met_at else (_("计时中"), "mute")
    words = _("%(taken)s，限 %(limit)s") % {"taken": taken, "limit": limit_words(found)}
    return {"label": promise_label(name), "value": words, "chip": chip, "tone": tone}


def chain_of(view: View, *, phones: Mapping[UUID, str]) -> list[dict[str, Any]]:
    """Whoever holds or held the case, the present one first, each once."""
    found: dict[UUID, dict[str, Any]] = {}
    for leg in reversed(view.legs):
        now = leg.ended_at is None
        since = moment_words(leg.started_at, style="short", today=localdate(leg.started_at))
        role = _("接件 %(at)s") % {"at": since} if leg.accepted_at else _("%(at)s 转来") % {"at": since}
        phone = phones.get(leg.holder_id, "")
        found.setdefault(
            leg.holder_id,
            {
                "name": leg.holder_name, "role": " · ".join(filter(None, (role, leg.reason))),
                "now": _("正在办") if now else "", "tel": f"tel:{phone}" if phone else "",
            },
        )  # fmt: skip
    if view.item.overseer_name:
        found[view.item.id] = {"name": view.item.overseer_name, "role": _("督办"), "now": "", "tel": ""}
    return list(found.values())


def timeline_of(view: View, *, photos: Sequence[Photo]) -> list[dict[str, Any]]:
    """Every line, newest first, with the photos that came with it."""
    by_line: dict[UUID, list[Photo]] = {}
    for photo in photos:
        nearest = min(view.entries, key=lambda one: abs((one.at - photo.at).total_seconds()))
        by_line.setdefault(nearest.id, []).append(photo)
    return [line(one, view, photos=by_line.get(one.id, [])) for one in view.entries]


def line(entry: Entry, view: View, *, photos: Sequence[Photo]) -> dict[str, Any]:
    """One line of the timeline."""
    who = " ".join(filter(None, (entry.actor_name, entry.actor_title)))
    chip, tone = (_("系统"), "mute") if entry.side == "system" else (_("居民可见"), "brand")
    text = "\n".join(filter(None, (entry.text, _("原因：%(why)s") % {"why": entry.reason} if is_said(entry) else "")))
    return {
        "at": entry.at,
        "title": line_text(entry, view.workflow),
        "note": who or side_words(entry.side),
        "text": text,
        "tone": "warn" if entry.transition == "escalate" else "sys" if entry.side == "system" else "",
        "internal": entry.visibility == "internal",
        "chip": chip,
        "chip_tone": tone,
        "photos": [picture(one) for one in photos],
    }


def is_said(entry: Entry) -> bool:
    """Whether somebody gave a reason; a ring keeps there whom it rang, an opening the rule shown above."""
    return bool(entry.reason) and entry.transition not in {"ring", "open"}


def picture(photo: Photo) -> dict[str, Any]:
    """A photo as the timeline shows it."""
    return {
        "thumb": reverse("console:photo", args=[photo.id, "thumb"]),
        "url": reverse("console:photo", args=[photo.id, "main"]),
        "alt": _("处置照片") if photo.kind == "evidence" else _("上报照片"),
        "width": photo.width,
        "height": photo.height,
    }


def little_map(asking: Asking, item: Item, case: Case) -> dict[str, Any]:
    """The surroundings as a drawing, from the outlines the house keeps; empty where nothing is known of the point."""
    place = place_by_id(asking=asking, place_id=item.place_id)
    lon, lat = (case.lon, case.lat) if case.lon is not None and case.lat is not None else (place.lon, place.lat)
    drawn = district_map(asking=asking)
    if lon is None or lat is None or not drawn.communities:
        return {"box": "", "areas": [], "x": 0, "y": 0}
    x, y = drawn.at(lon, lat)
    box = f"{x - HALF_WIDTH:.0f} {y - HALF_HEIGHT:.0f} {2 * HALF_WIDTH} {2 * HALF_HEIGHT}"
    areas = [
        {"path": one.path, "name": one.name, "x": one.x, "y": one.y, "here": one.id == place.community_id}
        for one in drawn.communities
    ]
    return {"box": box, "areas": areas, "x": x, "y": y}


def people_behind(view: View, *, masks: Mapping[UUID, str], look: Any) -> list[dict[str, Any]]:
    """The reporters: masked, or unnamed where they wished so; the number just revealed stands in full."""
    return [
        {
            "person": one.person_id,
            "role": _("诉求人") if one.role == "reporter" else _("关注的人"),
            "anonymous": one.anonymous,
            "masked": masks.get(one.person_id, ""),
            "number": look.number if look.person == one.person_id else "",
            "channel": one.channel,
        }
        for one in view.parties
    ]
