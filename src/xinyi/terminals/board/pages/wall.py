"""The wall: kinds, places, stages and totals of an area, refreshed while it hangs there; no person, no text."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from xinyi.kernel.places.api import children_of, place_by_id
from xinyi.kernel.scope.api import Asking
from xinyi.terminals.board.pages.left import channels, hours, kinds, mean, stages
from xinyi.terminals.board.pages.look import Look, look_at
from xinyi.terminals.board.pages.middle import drawing, figures
from xinyi.terminals.board.pages.right import alarms, feed, streets
from xinyi.terminals.components.pages import board_page, show
from xinyi.terminals.components.shells import is_sample, live_address


@require_safe
@board_page
def wall(request: HttpRequest, *, level: str = "district") -> HttpResponse:
    """The wall of the area that the address names; an address of the wrong level is none."""
    if request.asking.level != level:
        raise Http404
    context = sections(look_at(request.asking, now=request.now))
    context["live"] = live_address(request, topics=["board"])
    return show(request, "board/wall.html", {"wall": context})


def sections(look: Look) -> dict[str, Any]:
    """Everything the template shows."""
    local = localtime(look.now)
    return {
        **heading(look.asking),
        "sample": is_sample(),
        "day": date_format(local, pgettext("日期格式", "n 月 j 日 D")),
        "time": date_format(local, "H:i:s"),
        "hours": hours(look),
        "mean": mean(look),
        "open": sum(one.count for one in look.standing.counts),
        "stages": stages(look),
        "channels": channels(look),
        "kinds": kinds(look),
        "figures": figures(look),
        **drawing(look),
        "alarms": alarms(look),
        "feed": feed(look),
        "streets": streets(look),
    }


def heading(asking: Asking) -> dict[str, str]:
    """Whose wall this is, and what lies in it."""
    title = _("%(place)s信义治理运行中心") % {"place": asking.place_name}
    assert asking.place_id is not None
    inside = {"asking": asking, "place_id": asking.place_id}
    counts = {
        "streets": len(children_of(level="street", **inside)),
        "communities": len(children_of(level="community", **inside)),
        "grids": len(children_of(level="grid", **inside)),
    }
    match asking.level:
        case "district":
            scope = _("%(streets)s 街道，%(communities)s 社区") % counts
        case "street":
            scope = _("%(communities)s 社区，%(grids)s 网格") % counts
        case _:
            street = place_by_id(asking=asking, place_id=asking.street_id or asking.place_id)
            scope = f"{street.name} · {_('%(grids)s 网格') % counts}"
    return {"title": title, "scope": scope}
