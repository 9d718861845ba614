"""Everything the reader takes part in, of all kinds: who has it, by when, and was the promise kept."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xinyi.kernel.work.api import Cursor, Filters, Item, count_taking_part, items_taking_part, workflow_of
from xinyi.terminals.components.pages import item_address, resident_page, show
from xinyi.terminals.components.wording import duration_words, moment_words

A_YEAR = timedelta(days=365)
PAGE = 30
REPORTER, DONE = "reporter", "ok"
FILTERS = {
    "": Filters(),
    "open": Filters(is_open=True),
    "waiting": Filters(is_open=True, waits_for=REPORTER),
    "closed": Filters(is_open=False),
}


@require_safe
@resident_page(signed_in=True)
def matters(request: HttpRequest) -> HttpResponse:
    """My matters, narrowed by a tab; those that wait for me come first."""
    chosen = request.GET.get("show", "")
    chosen = chosen if chosen in FILTERS else ""
    counts = count_taking_part(asking=request.asking, since=request.now - A_YEAR)
    page = items_taking_part(
        asking=request.asking,
        filters=FILTERS[chosen],
        after=Cursor.parse(request.GET.get("after", "")),
        limit=PAGE,
    )
    following = {"show": chosen, "after": str(page.after)} if page.after else None
    context = {
        "figures": figures(counts) if counts["open"] + counts["closed"] else [],
        "tabs": tabs(counts, chosen=chosen) if counts["open"] + counts["closed"] else [],
        "groups": groups(page.items, now=request.now),
        "pager": {"previous": "", "next": f"?{urlencode(following)}", "note": ""} if following else "",
    }
    return show(request, "resident/matters.html", context)


def figures(counts: dict[str, int]) -> list[dict[str, Any]]:
    """The three numbers above the list; the last one only when something ended within a year."""
    shown = [
        {"label": _("办理中"), "value": counts["open"], "unit": _("件")},
        {"label": _("待我处理"), "value": counts["waiting"], "unit": _("件")},
    ]
    if counts["ended"]:
        of = _("/ %(ended)s 件") % {"ended": counts["ended"]}
        shown.append({"label": _("近一年兑现承诺"), "value": counts["kept"], "unit": of})
    return shown


def tabs(counts: dict[str, int], *, chosen: str) -> list[dict[str, Any]]:
    """All, open, waiting for me, ended."""
    labels = [
        ("", _("全部"), counts["open"] + counts["closed"]),
        ("open", _("办理中"), counts["open"]),
        ("waiting", _("待我处理"), counts["waiting"]),
        ("closed", _("已结束"), counts["closed"]),
    ]
    here = reverse("resident:matters")
    return [
        {"label": label, "count": count, "current": name == chosen, "href": f"{here}?show={name}" if name else here}
        for name, label, count in labels
    ]


def groups(items: Sequence[Item], *, now: datetime) -> list[dict[str, Any]]:
    """Waiting for me, under way, ended; an empty group is left out."""
    named = [
        ("waiting", _("待我处理"), [one for one in items if one.is_open and one.waits_for == REPORTER]),
        ("open", _("办理中"), [one for one in items if one.is_open and one.waits_for != REPORTER]),
        ("closed", _("已结束"), [one for one in items if not one.is_open]),
    ]
    return [
        {"id": name, "label": label, "count": len(found), "rows": [row(one, now=now) for one in found]}
        for name, label, found in named
        if found
    ]


def row(item: Item, *, now: datetime) -> dict[str, Any]:
    """One matter."""
    chip, tone = state_words(item, now=now)
    return {
        "title": item.title,
        "href": item_address(item, terminal="resident") or reverse("resident:matters"),
        "chip": chip,
        "tone": tone,
        "lines": [promise_words(item, now=now), " · ".join(filter(None, (item.number, item.holder_name)))],
    }


def state_words(item: Item, *, now: datetime) -> tuple[object, str]:
    """The chip: late in red, waiting for the reader by its state, everything else by the stage residents know."""
    if item.is_open and is_late(item, now=now):
        return _("已超时"), "danger"
    workflow = workflow_of(item.kind)
    state = workflow.state(item.state)
    stage = next((one.label for one in workflow.stages if one.name == state.stage), state.label)
    if item.is_open and item.waits_for == REPORTER:
        return _("等您补充"), "warn"
    return (stage if item.is_open else state.label), state.tone


def is_late(item: Item, *, now: datetime) -> bool:
    """Whether a promise was broken, or is being broken just now."""
    return item.is_late or bool(item.due_at and item.due_at < now)


def promise_words(item: Item, *, now: datetime) -> object:
    """By when the next step is promised, by how much it is late, or how it ended."""
    today = localdate(now)
    if not item.is_open:
        return ended_words(item, now=now)
    if item.waits_for == REPORTER:
        return _("等您补充，补充后继续办理")
    if item.due_at is None:
        return _("%(when)s 提交") % {"when": moment_words(item.filed_at, style="auto", today=today)}
    when, seconds = moment_words(item.due_at, style="auto", today=today), int((item.due_at - now).total_seconds())
    if seconds < 0:
        late = format_html('<span class="txt-danger">{}</span>', _("已超 %(time)s") % {"time": duration_words(seconds)})
        return format_html("{}{}", late, _("，承诺 %(when)s") % {"when": when})
    left = format_html("<b>{}</b>", _("还剩 %(time)s") % {"time": duration_words(seconds)})
    return format_html("{}{}", _("%(when)s 前办到下一步，") % {"when": when}, left)


def ended_words(item: Item, *, now: datetime) -> object:
    """When it ended, and whether every promise was kept; what was withdrawn or refused in time kept none."""
    when = moment_words(item.closed_at or item.changed_at, style="auto", today=localdate(now))
    ended = _("%(when)s 结束") % {"when": when}
    if item.is_late:
        return format_html('{} <span class="txt-danger">{}</span>', ended, _("未兑现"))
    if workflow_of(item.kind).state(item.state).tone == DONE:
        return format_html('{} <span class="txt-ok">{}</span>', ended, _("已兑现"))
    return ended
