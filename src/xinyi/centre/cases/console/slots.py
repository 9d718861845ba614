"""What cases put into the console's slots: the ringing banner and what the search finds."""

import re
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from xinyi.kernel.scope.api import Asking
from xinyi.kernel.vault.api import person_with
from xinyi.kernel.work.api import Item, ringing
from xinyi.terminals.components.pages import has_right
from xinyi.terminals.components.queue import row_of

FOUND = 30
TELEPHONE = re.compile(r"\+?[\d\s-]{7,16}")
RIGHT = "cases.see"
KIND = "cases.case"


def ringing_now(*, asking: Asking, now: datetime) -> dict[str, Any] | None:
    """What rings at the asking post, the most pressing first."""
    rung = [(step, item) for step, item in ringing(asking=asking) if item.kind == KIND]
    return {"alarms": [alarm(step, item, now=now) for step, item in rung]} if rung else None


def alarm(step: Any, item: Item, *, now: datetime) -> dict[str, Any]:
    """A ringing case as the banner shows it. Any: a timed step is named only inside work."""
    since = localtime(item.filed_at).strftime("%H:%M:%S")
    head = _("%(number)s · %(since)s 响铃 · 请在 %(minutes)s 分钟内接收") % {
        "number": item.number, "since": since, "minutes": round(step.minutes),
    }  # fmt: skip
    rung = localtime(step.started_at).strftime("%H:%M:%S")
    until = localtime(step.due_at).strftime("%H:%M:%S")
    return {
        "id": f"alarm_{item.id}",
        "title": item.title,
        "head": head,
        "text": " · ".join(filter(None, (item.place_name, item.category_label))),
        "seconds": max(0, int((step.due_at - now).total_seconds())),
        "until": step.due_at,
        "chain": [
            {"at": rung, "who": step.told_names, "note": _("正在响铃"), "now": True},
            {"at": until, "who": _("下一位和上一级"), "note": _("没人接时呼叫"), "now": False},
        ],
        "href": reverse("cases_console:case", args=[item.id]),
        "acknowledge": reverse("console:acknowledge", args=[item.id]),
    }  # fmt: skip


def search(*, asking: Asking, now: datetime, words: str) -> dict[str, Any] | None:
    """Cases by number, by a whole telephone number, or by words of address and title, in the asking post's sight."""
    found = list(wanted(asking, words)[:FOUND]) if words and has_right(asking, RIGHT) else []
    return {"rows": [row(one, now=now) for one in found], "total": len(found)} if found else None


def wanted(asking: Asking, words: str) -> QuerySet[Item]:
    """The query for what was typed; the row policy narrows it to what the asking post may see."""
    cases = Item.objects.filter(kind=KIND).order_by("-filed_at", "-id")
    if TELEPHONE.fullmatch(words):
        person = person_with(field="phone", value=words)
        return cases.filter(participant_ids__contains=[person]) if person and asking.lo is not None else cases.none()
    if re.fullmatch(r"(?i)sq-[\d-]+", words):
        return cases.filter(number__istartswith=words)
    every = Q()
    for word in words.split()[:6]:
        every &= Q(title__icontains=word) | Q(place_name__icontains=word)
    return cases.filter(every)


def row(item: Item, *, now: datetime) -> dict[str, Any]:
    """A found case as the queue shows it."""
    return row_of(item, tab="mine", now=now)
