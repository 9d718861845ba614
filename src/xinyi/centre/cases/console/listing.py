"""Lists of cases: everything in the post's area under conditions, and what is late or was put before it."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xinyi.centre.cases.forms.console import CASE, FilterForm
from xinyi.centre.cases.queries.kinds import kinds
from xinyi.kernel.work.api import SOON, Cursor, Filters, Item, items_overseen, items_seen, workflow_of
from xinyi.terminals.components.pages import console_page, has_right, shell_of, show
from xinyi.terminals.components.queue import MARKS, clock_of
from xinyi.terminals.components.wording import moment_words

PAGE = 100
VIEWS = ("open", "soon", "late", "closed", "all")


@require_safe
@console_page(right="cases.see")
def listing(request: HttpRequest) -> HttpResponse:
    """Every case that this post sees, newest first; an organisation sees what it held."""
    form = FilterForm(request.GET, kinds=kinds(asking=request.asking))
    form.is_valid()
    view = request.GET.get("view", "open")
    view = view if view in VIEWS else "open"
    asked = {name: value for name, value in form.cleaned_data.items() if value}
    page = items_seen(
        asking=request.asking, filters=filters_of(request, view, asked=asked), limit=PAGE,
        after=Cursor.parse(request.GET.get("after", "")),
    )  # fmt: skip
    here = {"view": view, **asked}
    context = {
        "form": form,
        "view": view,
        "views": views_of(view, asked),
        "chosen": chosen(form, here),
        "clear": f"?{urlencode({'view': view})}" if asked else "",
        "rows": [row_of(one, request) for one in page.items],
        "pager": pager(here, after=page.after, shown=page.items),
        "may_report": has_right(request.asking, "cases.report"),
    }
    return show(request, "cases/console/list.html", context, topics=area_topics(request))


def filters_of(request: HttpRequest, view: str, *, asked: Mapping[str, str]) -> Filters:
    """The conditions of the address as work knows them."""
    return Filters(
        kind=CASE,
        states=[asked["state"]] if "state" in asked else (),
        category=asked.get("kind", ""),
        urgency=asked.get("urgency", ""),
        is_open={"closed": False, "all": None}.get(view, True),
        is_late=view == "late",
        due_before=request.now + SOON if view == "soon" else None,
    )


def views_of(view: str, asked: Mapping[str, str]) -> list[dict[str, Any]]:
    """The ready-made lists."""
    named = zip(VIEWS, (_("在办"), _("将超时"), _("已超时"), _("已办结"), _("全部")), strict=True)
    return [
        {"label": label, "href": f"?{urlencode({'view': name, **asked})}", "current": name == view}
        for name, label in named
    ]


def chosen(form: FilterForm, here: Mapping[str, str]) -> list[dict[str, str]]:
    """The conditions as chips, each with the list without it."""
    labels = {
        "state": dict(form.fields["state"].choices),
        "urgency": dict(form.fields["urgency"].choices),
        "kind": {code: words for _label, group in form.fields["kind"].choices[1:] for code, words in group},
    }
    return [
        {
            "label": str(labels[name][value]),
            "href": f"?{urlencode({key: one for key, one in here.items() if key != name})}",
        }
        for name, value in here.items()
        if name in labels
    ]


def pager(here: Mapping[str, str], *, after: Cursor | None, shown: Sequence[Item]) -> dict[str, str]:
    """On by key; the browser's own way leads back."""
    onward = f"?{urlencode({**here, 'after': str(after)})}" if after else ""
    note = _("这一页 %(count)s 件") % {"count": len(shown)}
    return {"previous": "", "next": onward, "note": note}


def row_of(item: Item, request: HttpRequest) -> dict[str, Any]:
    """A case as a row of the table."""
    clock, tone = clock_of(item, now=request.now)
    state = workflow_of(item.kind).state(item.state)
    return {
        "mark": MARKS.get(item.urgency, "ordinary"),
        "number": item.number,
        "title": item.title,
        "href": reverse("cases_console:case", args=[item.id]),
        "place": item.place_name,
        "kind": item.category_label or _("还没定"),
        "holder": item.holder_name,
        "chip": state.label,
        "tone": state.tone,
        "clock": clock,
        "clock_tone": tone,
        "left": f"{item.place_name} · {state.label}",
        "overseer": item.overseer_name,
        "filed": moment_words(item.filed_at, style="auto", today=localdate(request.now)),
    }


@require_safe
@console_page(right="cases.see")
def overdue(request: HttpRequest) -> HttpResponse:
    """What was put before this post, and what is late in its area, the longest overdue first."""
    before = items_overseen(asking=request.asking, limit=PAGE)
    late = items_seen(
        asking=request.asking, filters=Filters(kind=CASE, is_open=True, is_late=True), limit=PAGE,
        after=Cursor.parse(request.GET.get("after", "")),
    )  # fmt: skip
    mine = [one for one in before.items if one.kind == CASE]
    known = {one.id for one in mine}
    others = sorted(
        (one for one in late.items if one.id not in known),
        key=lambda one: (one.due_at is None, one.due_at or one.filed_at),
    )
    context = {
        "overseen": [row_of(one, request) for one in mine],
        "late": [row_of(one, request) for one in others],
        "pager": pager({}, after=late.after, shown=late.items),
        "counts": shell_of(request)["counts"],
    }
    return show(request, "cases/console/overdue.html", context, topics=area_topics(request))


def area_topics(request: HttpRequest) -> list[str]:
    """What a list listens to: the street's changes, where the post has a street."""
    return [f"street:{request.asking.street_id}"] if request.asking.street_id else []
