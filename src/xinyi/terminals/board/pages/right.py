"""The right column: what rings, what just happened, and how the streets keep their word."""

from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from xinyi.kernel.manifest import find_manifest, manifests
from xinyi.kernel.places.api import children_of, place_by_id
from xinyi.kernel.scope.api import Asking
from xinyi.kernel.work.api import Alarm
from xinyi.terminals.board.pages.look import Look
from xinyi.terminals.components.measures import ANSWERED, LEAST_CASES


def alarms(look: Look) -> list[dict[str, Any]]:
    """What rings and nobody has taken on, the longest first."""
    total = len(look.standing.alarms)
    return [alarm(one, look, number=number, total=total) for number, one in enumerate(look.standing.alarms, start=1)]


def alarm(one: Alarm, look: Look, *, number: int, total: int) -> dict[str, Any]:
    """One alarm: kind, place, time gone, how often it went on to the next in line."""
    declared = find_manifest(one.kind.partition(".")[0])
    rounds = _("已呼叫 %(rounds)s 轮，等待接收") % {"rounds": one.rank + 1}
    return {
        "kind": _("正在发生 %(number)s / %(total)s") % {"number": number, "total": total},
        "title": one.label or (declared.name if declared else ""),
        "place": where(look.asking, street_id=one.street_id, community_id=one.community_id),
        "since": one.since,
        "seconds": int((look.now - one.since).total_seconds()),
        "steps": [{"label": _("值班岗"), "state": rounds}],
    }


def where(asking: Asking, *, street_id: int | None, community_id: int | None) -> str:
    """Street and community; what concerns a community itself names the street only."""
    known = [one for one in (street_id, community_id) if one]
    return " · ".join(place_by_id(asking=asking, place_id=one).name for one in known)


def feed(look: Look) -> list[dict[str, Any]]:
    """The latest facts: time, kind, place, what happened."""
    labels = {fact.name: fact.label for one in manifests() for fact in one.facts}
    owners = {fact.name: one.name for one in manifests() for fact in one.facts}
    return [
        {
            "at": date_format(localtime(one.at), "H:i"),
            "kind": look.words.get(one.kind, "") or owners.get(one.name, ""),
            "place": short(look.asking, one.community_id or one.street_id),
            "state": labels.get(one.name, one.name),
        }
        for one in look.today.latest
    ]


def short(asking: Asking, place_id: int | None) -> str:
    """A place's short name."""
    return place_by_id(asking=asking, place_id=place_id).short_name if place_id else ""


def streets(look: Look) -> list[dict[str, Any]]:
    """Of a district, the share of promises each street kept, the best first; streets with few cases are left out."""
    if look.asking.level != "district" or look.asking.place_id is None:
        return []
    found = []
    for place in children_of(asking=look.asking, place_id=look.asking.place_id, level="street"):
        total = look.closed.streets.get((ANSWERED, place.id))
        if total and total.count >= LEAST_CASES:
            found.append({"label": place.short_name, "value": round(100 * total.amount / total.count, 1)})
    return sorted(found, key=lambda one: -one["value"])
