"""What cases put on the resident's home page: the report form, and the newest open case."""

from datetime import datetime
from typing import Any

from xinyi.centre.cases.queries.kinds import limits
from xinyi.centre.cases.queries.stages import chip_of, resident_stages
from xinyi.kernel.accounts.api import on_duty
from xinyi.kernel.base.api import new_id
from xinyi.kernel.places.api import PlaceRef, full_name, place_by_id
from xinyi.kernel.scope.api import Asking
from xinyi.kernel.work.api import Filters, item_view, items_taking_part

ANSWERING = ("grid_worker", "community_clerk")
NEAR = frozenset({"community", "grid", "compound", "building", "stair", "dwelling"})
KIND = "cases.case"


def lead(*, asking: Asking, now: datetime) -> dict[str, Any]:
    """The report form with whoever will answer and by when."""
    place = home_of(asking)
    seats = on_duty(asking=asking, place=place, roles=ANSWERING, at=now) if place else []
    return {
        "idem": new_id(),
        "place": place,
        "place_name": full_name(asking=asking, place=place) if place else "",
        "seat": seats[0] if seats else None,
        "promise": limits(asking=asking, urgency="ordinary", at=now).get("first_response"),
    }


def home_of(asking: Asking) -> PlaceRef | None:
    """Where the one asking lives or looks, None when that is no nearer than a street."""
    if asking.place_id is None:
        return None
    place = place_by_id(asking=asking, place_id=asking.place_id)
    return place if place.level in NEAR else None


def card(*, asking: Asking, now: datetime) -> dict[str, Any] | None:
    """My newest open case with its stages and promise, None without one."""
    if not asking.is_signed_in:
        return None
    page = items_taking_part(asking=asking, filters=Filters(kind=KIND, is_open=True), limit=1)
    if not page.items:
        return None
    view = item_view(asking=asking, item_id=page.items[0].id)
    promised = view.deadline("answer")
    seconds = int((promised.due_at - now).total_seconds()) if promised else None
    return {
        "case": view.item,
        "chip": chip_of(view.item),
        "stages": [{**row, "at": ""} for row in resident_stages(view.item)],
        "seconds": abs(seconds) if seconds is not None else None,
        "until": promised.due_at if promised and seconds and seconds > 0 else None,
        "late": seconds is not None and seconds < 0,
    }
