"""Whom a wish goes to, what was promised, and what the guards of the table look at beyond the item."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from xinyi.kernel.accounts.api import on_duty
from xinyi.kernel.base.api import Refused
from xinyi.kernel.places.api import PlaceRef, place_by_id
from xinyi.kernel.scope.api import Asking
from xinyi.kernel.work.api import Item, Leg, Limit, Next, next_of
from xinyi.scenarios.wishes.manifest import manifest

CHECKERS = ("community_clerk", "community_secretary", "street_dispatcher", "district_dispatcher")


class NoCommunity(Refused):
    """A wish hangs on the wall of a community."""

    message = _("心愿要挂在一个社区的墙上，请先选择您的社区。")


class NobodyThere(Refused):
    """Nobody at this place or above could look at the wish."""

    message = _("这里还没有人审看心愿，请拨打 12345。")


def own_community(asking: Asking) -> PlaceRef:
    """The community of the one asking. Raises ``NoCommunity``."""
    if asking.community_id is None:
        raise NoCommunity(field="text")
    return place_by_id(asking=asking, place_id=asking.community_id)


def checkers(*, asking: Asking, place: PlaceRef, at: datetime) -> list[Next]:
    """Who looks at the place's wishes, the community first. One statement. Raises ``NobodyThere``."""
    seats = on_duty(asking=asking, place=place, roles=CHECKERS, at=at)
    if not seats:
        raise NobodyThere(field="text")
    return [next_of(seat) for seat in seats]


def seat_as_holder(*, asking: Asking, reason: str = "") -> Next:
    """The asking post or its organisation, as the holder of what it claims."""
    assert asking.me is not None
    if asking.organisation_id:
        return Next(asking.organisation_id, "organisation", asking.place_name, "organisation", reason)
    name = f"{asking.title} {asking.actor.name}".strip()
    return Next(asking.me, "post", name, asking.level, reason)


def claimer_of(*, legs: Sequence[Leg]) -> Leg | None:
    """The turn in which the wish was last fulfilled, None before it was."""
    return next((leg for leg in reversed(legs) if leg.result == "fulfil"), None)


def limit_of(*, name: str) -> Limit:
    """How long a promise gives, as the manifest publishes it."""
    found = next(one for one in manifest.standards if one.name == name)
    return Limit(found.amount, found.rule)


def guards_of(*, item: Item, legs: Sequence[Leg], at: datetime) -> dict[str, object]:
    """Who fulfilled the wish, and whether its wisher has had time enough to say so."""
    claimer = claimer_of(legs=legs)
    rests = item.changed_at + timedelta(days=limit_of(name="rest").amount)
    return {"claimer_id": claimer.holder_id if claimer else None, "may_rest": at >= rests}
