"""The dispatch desk: what nobody was given yet, who could take it, who is on duty."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xinyi.centre.cases.console.listing import PAGE, area_topics, row_of
from xinyi.centre.cases.forms.console import CASE
from xinyi.centre.cases.queries.desk import duty, organisation_loads
from xinyi.centre.cases.workflow import BEFORE_DISPATCH
from xinyi.kernel.accounts.api import Seat
from xinyi.kernel.work.api import Filters, Item, items_seen
from xinyi.terminals.components.pages import console_page, show
from xinyi.terminals.components.wording import duration_words

MOST_PEOPLE = 6


@require_safe
@console_page(right="cases.dispatch")
def desk(request: HttpRequest) -> HttpResponse:
    """Cases of this post's area that wait to be dispatched, the most pressing first."""
    filters = Filters(kind=CASE, states=BEFORE_DISPATCH, is_open=True)
    page = items_seen(asking=request.asking, filters=filters, limit=PAGE)
    waiting = sorted(page.items, key=lambda one: (one.due_at is None, one.due_at or one.filed_at, one.filed_at))
    now, later = duty(asking=request.asking, at=request.now)
    context = {
        "queue": queue(request, waiting),
        "rows": [desk_row(one, request) for one in waiting],
        "mine": sum(one.holder_id == request.asking.me for one in waiting),
        "loads": organisation_loads(asking=request.asking, at=request.now),
        "now": [person(one) for one in now[:MOST_PEOPLE]],
        "later": [person(one) for one in later[:MOST_PEOPLE]],
    }
    return show(request, "cases/console/desk.html", context, topics=area_topics(request))


def desk_row(item: Item, request: HttpRequest) -> dict[str, Any]:
    """A waiting case with how long it waits; it opens with the dispatch form unfolded."""
    row = row_of(item, request)
    waited = duration_words(int((request.now - item.filed_at).total_seconds()))
    return {
        **row,
        "href": f"{row['href']}?do=dispatch&back=desk#do_dispatch",
        "waited": _("已等 %(time)s") % {"time": waited},
    }


def queue(request: HttpRequest, waiting: list[Item]) -> dict[str, Any]:
    """The same rows as the queue beside the desk."""
    rows = [desk_row(one, request) for one in waiting]
    drawn = [
        {**one, "right": one["waited"], "left": one["place"], "chip": "", "number": str(at), "current": False}
        for at, one in enumerate(rows, 1)
    ]
    here = reverse("cases_console:desk")
    tabs = [{"label": _("等派单"), "count": len(rows), "href": here, "current": True}]
    return {
        "label": _("派单台"),
        "count": len(rows),
        "filter_href": "",
        "keep": "keep",
        "next": "",
        "tabs": tabs,
        "rows": drawn,
    }


def person(seat: Seat) -> dict[str, str]:
    """Somebody on duty, with a telephone."""
    return {
        "name": seat.public_name,
        "role": " · ".join(filter(None, (seat.title, seat.organisation_name))),
        "tel": f"tel:{seat.duty_phone}" if seat.duty_phone else "",
    }
