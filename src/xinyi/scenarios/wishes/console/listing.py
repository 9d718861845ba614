"""Wishes by where they stand: to be looked at, waiting for a claimer, claimed, to be confirmed, the others."""

from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from xinyi.kernel.places.api import place_by_id
from xinyi.kernel.scope.api import Asking
from xinyi.kernel.work.api import (
    Cursor,
    Filters,
    Item,
    Page,
    items_seen,
    items_taking_part,
    open_counts,
    workflow_of,
)
from xinyi.scenarios.wishes.actions.writing import KIND
from xinyi.scenarios.wishes.models import PublishedWish
from xinyi.scenarios.wishes.queries import offered
from xinyi.terminals.components.pages import console_page, has_right, show
from xinyi.terminals.components.queue import clock_of
from xinyi.terminals.components.wording import moment_words

ROWS = 25


@dataclass(frozen=True)
class Tab:
    """A list of the wishes in some states."""

    name: str
    label: object
    states: tuple[str, ...]


TABS = (
    Tab("check", gettext_lazy("待审看"), ("written",)),
    Tab("open", gettext_lazy("等认领"), ("published",)),
    Tab("claimed", gettext_lazy("已认领"), ("claimed",)),
    Tab("confirm", gettext_lazy("待核实"), ("checking",)),
    Tab("done", gettext_lazy("其他"), ("sent_back", "fulfilled", "kept", "declined", "withdrawn")),
)


@require_safe
@console_page(right="wishes.see")
def listing(request: HttpRequest) -> HttpResponse:
    """One of the lists, and what the wall is about."""
    queue = queue_of(request)
    context = {"queue": queue, "checks": has_right(request.asking, "wishes.check")}
    topics = [f"street:{request.asking.street_id}"] if request.asking.street_id else []
    return show(request, "wishes/console/list.html", context, topics=topics)


def sees_items(asking: Asking) -> bool:
    """Whether the post sees the wishes of its area themselves; grid workers and organisations see the wall."""
    return asking.lo is not None and asking.grid is None


def queue_of(request: HttpRequest, *, current: UUID | None = None, state: str = "") -> dict[str, Any]:
    """The list that the address names by ``tab`` and ``after``, else the open wish's own; two statements."""
    asking, tab = request.asking, chosen(request, state=state)
    after = Cursor.parse(request.GET.get("after", ""))
    if tab.name == "open" and not sees_items(asking):
        found = offered(asking=asking, after=after, limit=ROWS)
        rows, onward = [offer_row(one, request, current=current) for one in found.wishes], found.after
    else:
        page = page_of(asking, tab, after=after)
        rows, onward = [row_of(one, request, tab=tab, current=current) for one in page.items], page.after
    counts = counted(asking)
    here = reverse("wishes_console:list")
    return {
        "label": _("心愿墙"),
        "count": sum(counts.values()) if counts else "",
        "filter_href": "",
        "keep": "",
        "next": f"{here}?{urlencode({'tab': tab.name, 'after': str(onward)})}" if onward else "",
        "tabs": [tab_link(one, here=here, counts=counts, current=one == tab) for one in TABS],
        "rows": rows,
    }


def chosen(request: HttpRequest, *, state: str) -> Tab:
    """The list asked for; without one that of the open wish, or what the post is there for."""
    named = {one.name: one for one in TABS}
    if found := named.get(request.GET.get("tab", "")):
        return found
    if state:
        return next(one for one in TABS if state in one.states)
    return named["check" if has_right(request.asking, "wishes.check") else "open"]


def page_of(asking: Asking, tab: Tab, *, after: Cursor | None) -> Page:
    """A page of items."""
    filters = Filters(kind=KIND, states=tab.states)
    if sees_items(asking):
        return items_seen(asking=asking, filters=filters, after=after, limit=ROWS)
    return items_taking_part(asking=asking, filters=filters, after=after, limit=ROWS)


def counted(asking: Asking) -> Counter[str]:
    """State to number of open wishes in the post's area; nothing for those who see the wall only."""
    found: Counter[str] = Counter()
    if sees_items(asking):
        for one in open_counts(asking=asking, kind=KIND):
            found[one.state] += one.count
    return found


def tab_link(tab: Tab, *, here: str, counts: Counter[str], current: bool) -> dict[str, Any]:
    """A list as a link; what has ended is not counted, since it only grows."""
    number = sum(counts[state] for state in tab.states) if counts and tab.name != "done" else ""
    return {"label": tab.label, "count": number, "current": current, "href": f"{here}?tab={tab.name}"}


def row_of(item: Item, request: HttpRequest, *, tab: Tab, current: UUID | None) -> dict[str, Any]:
    """A wish as the queue shows it."""
    clock, tone = clock_of(item, now=request.now)
    state = workflow_of(KIND).state(item.state)
    return {
        "title": item.title,
        "href": f"{reverse('wishes_console:wish', args=[item.id])}?tab={tab.name}",
        "mark": "",
        "clock": clock,
        "clock_tone": tone,
        "chip": "" if clock else state.label,
        "tone": state.tone,
        "left": " · ".join(filter(None, (item.place_name, item.holder_name if item.is_open else ""))),
        "right": moment_words(item.filed_at, style="day", today=localdate(request.now)),
        "number": "",
        "current": item.id == current,
    }


def offer_row(one: PublishedWish, request: HttpRequest, *, current: UUID | None) -> dict[str, Any]:
    """A wish that may be claimed, as the queue shows it."""
    state = workflow_of(KIND).state(one.state)
    place = place_by_id(asking=request.asking, place_id=one.community_id).name
    seconds = _("%(count)s 人附议") % {"count": one.seconds}
    return {
        "title": one.title,
        "href": f"{reverse('wishes_console:wish', args=[one.item_id])}?tab=open",
        "mark": "",
        "clock": "",
        "clock_tone": "",
        "chip": state.label,
        "tone": state.tone,
        "left": f"{place} · {seconds}",
        "right": moment_words(one.published_at, style="day", today=localdate(request.now)),
        "number": "",
        "current": one.item_id == current,
    }
