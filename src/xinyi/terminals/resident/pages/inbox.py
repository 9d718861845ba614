"""What the reader was told."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from xinyi.kernel.notices.api import Message, inbox, mark_read
from xinyi.terminals.components.pages import resident_page, show, uuid_of
from xinyi.terminals.components.wording import moment_words

PAGE = 20


def notice_row(message: Message, *, today: datetime) -> dict[str, Any]:
    """A notice as the components show it."""
    return {
        "title": message.text,
        "href": reverse("resident:notice", args=[message.id]),
        "chip": _("紧急") if message.urgent else "",
        "tone": "danger" if message.urgent else "mute",
        "note": moment_words(message.at, style="auto", today=localdate(today)),
        "unread": not message.is_read,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@resident_page(signed_in=True)
def inbox_page(request: HttpRequest) -> HttpResponse:
    """The notices, newest first; a post marks all as read."""
    if request.method == "POST":
        mark_read(asking=request.asking, now=request.now)
        return redirect("resident:inbox")
    found = inbox(asking=request.asking, after=uuid_of(request.GET.get("after", "")), limit=PAGE + 1)
    shown = found[:PAGE]
    rest = f"?after={shown[-1].id}" if len(found) > PAGE else ""
    context = {
        "notices": [notice_row(one, today=request.now) for one in shown],
        "pager": {"previous": "", "next": rest, "note": ""} if rest else "",
    }
    return show(request, "resident/inbox.html", context)


@require_safe
@resident_page(signed_in=True)
def open_notice(request: HttpRequest, *, notice_id: UUID) -> HttpResponse:
    """Go to what a notice is about and note that it was read; the same link again does no harm."""
    mark_read(asking=request.asking, ids=[notice_id], now=request.now)
    found = inbox(asking=request.asking, limit=1, only=notice_id)
    return redirect((found[0].url if found else "") or "resident:inbox")
