"""The queue of the console: what a post owes, is about to miss, was put before it, or takes part in.

Also stands beside a feature's own page of an item: ``queue_of(request, current=item.id)`` is the context of
``console/queue.html``.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from xinyi.kernel.work.api import (
    SOON,
    Cursor,
    Filters,
    Item,
    Page,
    items_overseen,
    items_taking_part,
    my_items,
    workflow_of,
)
from xinyi.terminals.components.pages import item_address, shell_of
from xinyi.terminals.components.wording import duration_words, moment_words

MARKS = {"happening_now": "urgent", "most_urgent": "urgent", "urgent": "quick"}
TABS = ("mine", "soon", "overseen", "part")
ROWS = 25


def queue_of(request: HttpRequest, *, current: UUID | None = None) -> dict[str, Any]:
    """The queue that the address names by ``tab`` and ``after``; one statement beside the shell's."""
    wanted = request.GET.get("tab", "")
    tab = wanted if wanted in TABS else TABS[0]
    page = page_of(request, tab)
    counts, inbox = shell_of(request)["counts"], reverse("console:inbox")
    following = f"{inbox}?{urlencode({'tab': tab, 'after': str(page.after)})}" if page.after else ""
    return {
        "label": _("收件箱"),
        "count": counts["mine"],
        "filter_href": "",
        "keep": "",
        "next": following,
        "tabs": tabs_of(counts, tab=tab, inbox=inbox),
        "rows": [row_of(one, tab=tab, now=request.now, current=current) for one in page.items],
    }


def page_of(request: HttpRequest, tab: str) -> Page:
    """One page of the chosen queue."""
    common = {
        "asking": request.asking,
        "after": Cursor.parse(request.GET.get("after", "")),
        "limit": ROWS,
    }
    match tab:
        case "soon":
            return my_items(filters=Filters(due_before=request.now + SOON), **common)
        case "overseen":
            return items_overseen(**common)
        case "part":
            return items_taking_part(**common)
    return my_items(**common)


def tabs_of(counts: Mapping[str, int], *, tab: str, inbox: str) -> Sequence[dict[str, Any]]:
    """The four queues with their numbers; what one takes part in is not counted, since it only grows."""
    named = [
        ("mine", _("待办"), counts["mine"]),
        ("soon", _("将超时"), counts["soon"]),
        ("overseen", _("督办"), counts["overseen"]),
        ("part", _("我参与的"), ""),
    ]
    return [
        {"label": label, "count": count, "current": name == tab, "href": f"{inbox}?tab={name}"}
        for name, label, count in named
    ]


def row_of(item: Item, *, tab: str, now: datetime, current: UUID | None = None) -> dict[str, Any]:
    """An item as the queue shows it."""
    clock, tone = clock_of(item, now=now)
    state = workflow_of(item.kind).state(item.state)
    address = item_address(item, terminal="console")
    return {
        "title": item.title,
        "href": f"{address}?tab={tab}" if address else reverse("console:inbox"),
        "mark": MARKS.get(item.urgency, "ordinary"),
        "clock": clock,
        "clock_tone": tone,
        "chip": "" if item.is_open else state.label,
        "tone": state.tone,
        "left": " · ".join(str(word) for word in (item.place_name, state.label) if word),
        "right": moment_words(item.filed_at, style="short", today=localdate(now)),
        "number": "",
        "current": item.id == current,
    }


def clock_of(item: Item, *, now: datetime) -> tuple[str, str]:
    """The time left until the next promise, and how pressing it is; a paused or closed item has none."""
    if item.due_at is None or not item.is_open:
        return (_("已暂停") if item.is_open else ""), ""
    left = int((item.due_at - now).total_seconds())
    if left < 0:
        return _("超 %(time)s") % {"time": duration_words(left)}, "danger"
    return duration_words(left), "warn" if left < SOON.total_seconds() else ""
