"""The middle: five figures and the map."""

from collections import Counter
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from xinyi.kernel.facts.api import Total
from xinyi.kernel.places.api import DistrictMap, MapCommunity, district_map
from xinyi.terminals.board.pages.left import mean, received
from xinyi.terminals.board.pages.look import Look
from xinyi.terminals.components.measures import ANSWERED, RESPONDED, Measure, kept_share, rating, response_time

FAR = 0.005
HOUR_MINUTES = 60


def figures(look: Look) -> list[dict[str, Any]]:
    """Received today, promises kept, first response, rating, overdue."""
    late = sum(one.late for one in look.standing.counts)
    scored = rating(look.closed)
    return [
        {"label": _("今日受理"), "value": sum(flow.count for flow in received(look)), "note": against_mean(look)},
        measured(_("按承诺办结"), kept_share(with_today(look, ANSWERED)), note=_("近 30 天 %(count)s 件")),
        measured(_("平均首次回应"), response_time(with_today(look, RESPONDED)), note=_("近 30 天 %(count)s 件")),
        measured(_("居民评分"), scored, note=_("近 30 天 %(count)s 人评价")),
        {
            "label": _("已超时"),
            "value": late,
            "unit": _("件"),
            "tone": "danger" if late else "",
            "note": _("其中 %(count)s 件已逐级上报") % {"count": look.standing.escalated},
        },
    ]


def with_today(look: Look, name: str) -> Total:
    """The closed days and the day so far."""
    flows, before = [flow for flow in look.today.flows if flow.name == name], look.closed.total(name)
    return Total(before.count + sum(flow.count for flow in flows), before.amount + sum(flow.amount for flow in flows))


def measured(label: str, one: Measure, *, note: str) -> dict[str, Any]:
    """A measure as a figure; one of too few cases says so."""
    words = note % {"count": f"{one.count:,}"} if one.is_shown else _("不足 10 件，不显示")
    return {"label": label, "value": one.value, "unit": one.unit, "note": words}


def against_mean(look: Look) -> str:
    """How far today is from the mean of the same weekday up to this minute; nothing to compare says nothing."""
    usual, local = mean(look), localtime(look.now)
    if not usual:
        return ""
    expected = sum(usual[: local.hour]) + usual[local.hour] * local.minute / HOUR_MINUTES
    if not expected:
        return ""
    share = sum(flow.count for flow in received(look)) / expected - 1
    if abs(share) < FAR:
        return _("与四周同日同时段持平")
    words = {"share": f"{abs(100 * share):.0f}"}
    return (_("比四周同日同时段多 %(share)s%%") if share > 0 else _("比四周同日同时段少 %(share)s%%")) % words


def drawing(look: Look) -> dict[str, Any]:
    """The map of the area: communities shaded by their open items, counts per street, alarms as pins."""
    drawn = district_map(asking=look.asking)
    counts: Counter[tuple[str, int | None]] = Counter()
    for one in look.standing.counts:
        counts["community", one.community_id] += one.count
        counts["street", one.street_id] += one.count
    shown = [one for one in drawn.communities if is_inside(one, look)]
    whole = look.asking.level == "district"
    return {
        "areas": [area(one, counts) for one in shown],
        "borders": [
            {"path": one.path, "at": (one.x, one.y), "name": one.name, "count": counts["street", one.id]}
            for one in drawn.streets
            if whole
        ],
        "pins": pins(look, drawn),
        "waters": drawn.rivers if whole else (),
        "roads": drawn.roads if whole else (),
        "geographic": False,
        "workers": False,
        "map_note": _("示意边界") if drawn.is_schematic else "",
    }


def is_inside(one: MapCommunity, look: Look) -> bool:
    """Whether the community lies in the area."""
    asking = look.asking
    if asking.community_id:
        return one.id == asking.community_id
    return asking.street_id is None or one.street_id == asking.street_id


def area(one: MapCommunity, counts: Counter[tuple[str, int | None]]) -> dict[str, Any]:
    """A community of the map; it leads to its own wall."""
    return {
        "path": one.path,
        "at": (one.x, one.y),
        "name": one.name,
        "count": counts["community", one.id],
        "href": reverse("board:community", args=[one.id]),
    }


def pins(look: Look, drawn: DistrictMap) -> list[dict[str, Any]]:
    """One pin per place that rings."""
    streets = {one.id: (one.x, one.y) for one in drawn.streets}
    names = {one.id: one.name for one in (*drawn.streets, *drawn.communities)}
    found = {}
    for one in look.standing.alarms:
        at = drawn.position.get(one.community_id) or streets.get(one.street_id)
        if at:
            name = names.get(one.community_id) or names.get(one.street_id, "")
            found[at] = {"x": at[0], "y": at[1], "tone": "alarm", "text": name, "note": one.label.partition(" / ")[0]}
    return list(found.values())
