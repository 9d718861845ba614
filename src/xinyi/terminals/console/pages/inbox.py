"""The workbench: queue, notices, search, and taking on what rings."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xinyi.kernel.accounts.api import on_duty
from xinyi.kernel.manifest import roles
from xinyi.kernel.notices.api import Message, mark_read
from xinyi.kernel.notices.api import inbox as notices_of
from xinyi.kernel.places.api import place_by_id
from xinyi.kernel.scope.api import Asking
from xinyi.kernel.work.api import acknowledge, seen_item
from xinyi.terminals.components.pages import console_page, item_address, shell_of, show, uuid_of
from xinyi.terminals.components.queue import queue_of
from xinyi.terminals.components.wording import moment_words

PAGE = 30
NEWS, MOST_PEOPLE = 5, 4


@require_safe
@console_page()
def inbox(request: HttpRequest) -> HttpResponse:
    """What this post owes, the most pressing first."""
    counts = shell_of(request)["counts"]
    news = [one for one in notices_of(asking=request.asking, limit=NEWS) if not one.is_read]
    context = {
        "queue": queue_of(request),
        "lead": lead(counts),
        "figures": figures(counts),
        "people": people(request),
        "news": [notice_row(one, now=request.now) for one in news],
    }
    return show(request, "console/inbox.html", context)


def lead(counts: dict[str, int]) -> str:
    """One sentence on how things stand."""
    if counts["late"]:
        return _("有 %(late)s 件已经超过承诺的时间，请先办。") % {"late": counts["late"]}
    if counts["mine"]:
        return _("没有超时的事。从最急的一件开始。")
    return _("没有要办的事。")


def figures(counts: dict[str, int]) -> list[dict[str, Any]]:
    """The numbers of the queue."""
    named = [
        (_("待办"), "mine", ""),
        (_("两小时内到期"), "soon", ""),
        (_("已超时"), "late", "danger"),
        (_("督办"), "overseen", ""),
    ]
    return [
        {"label": label, "value": counts[name], "unit": _("件"), "tone": tone if counts[name] else ""}
        for label, name, tone in named
    ]


def people(request: HttpRequest) -> list[dict[str, Any]]:
    """Who is on duty at this post's place and above it, oneself left out."""
    asking: Asking = request.asking
    if asking.place_id is None:
        return []
    place = place_by_id(asking=asking, place_id=asking.place_id)
    known = [one.name for one in roles().values() if one.seat == "place" and one.may]
    found = [one for one in on_duty(asking, place, roles=known, at=request.now) if one.post_id != asking.actor.post]
    return [
        {
            "name": one.public_name,
            "role": " · ".join(filter(None, (place_by_id(asking=asking, place_id=one.place_id).name, one.title))),
            "tel": f"tel:{one.duty_phone}" if one.duty_phone else "",
            "who": one.public_name,
        }
        for one in found[:MOST_PEOPLE]
        if one.place_id is not None
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@console_page()
def notices(request: HttpRequest) -> HttpResponse:
    """What this post was told, newest first; a post marks all as read."""
    if request.method == "POST":
        mark_read(asking=request.asking, now=request.now)
        return redirect("console:notices")
    found = notices_of(asking=request.asking, after=uuid_of(request.GET.get("after", "")), limit=PAGE + 1)
    shown = found[:PAGE]
    rest = f"?after={shown[-1].id}" if len(found) > PAGE else ""
    context = {
        "notices": [notice_row(one, now=request.now) for one in shown],
        "pager": {"previous": "", "next": rest, "note": ""} if rest else "",
    }
    return show(request, "console/notices.html", context)


def notice_row(message: Message, *, now: datetime) -> dict[str, Any]:
    """A notice as the console lists it."""
    return {
        "title": message.text,
        "href": reverse("console:notice", args=[message.id]),
        "chip": _("紧急") if message.urgent else _("未读") if not message.is_read else "",
        "tone": "danger" if message.urgent else "info",
        "note": "",
        "at": moment_words(message.at, style="auto", today=localdate(now)),
        "unread": not message.is_read,
    }


@require_safe
@console_page()
def open_notice(request: HttpRequest, *, notice_id: UUID) -> HttpResponse:
    """Go to what a notice is about and note that it was read; the same link again does no harm."""
    mark_read(asking=request.asking, ids=[notice_id], now=request.now)
    found = notices_of(asking=request.asking, limit=1, only=notice_id)
    return redirect((found[0].url if found else "") or "console:notices")


@require_safe
@console_page()
def search(request: HttpRequest) -> HttpResponse:
    """What folders find for the words in ``q``, within this post's own sight."""
    words = request.GET.get("q", "").strip()
    lead_words = _("“%(words)s”") % {"words": words} if words else _("请在上面写要找的字。")
    return show(request, "console/search.html", {"lead": lead_words, "groups": []})


@require_POST
@console_page()
def take_on(request: HttpRequest, *, item_id: UUID) -> HttpResponse:
    """Say "I have it": the ringing stops everywhere. Whoever was not rung finds nothing here."""
    acknowledge(asking=request.asking, item_id=item_id, now=request.now)
    messages.success(request, _("已接收，铃声停了。"))
    return redirect(
        item_address(seen_item(asking=request.asking, item_id=item_id), terminal="console") or "console:inbox"
    )
