"""Where a case goes: the first rule that fits decides, and its reason is kept and shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from xinyi.centre.cases.models import Kind, RoutingRule
from xinyi.centre.cases.queries.kinds import rules
from xinyi.kernel.accounts.api import OrganisationRef, Seat, on_duty, organisations
from xinyi.kernel.base.api import Refused
from xinyi.kernel.calendar.api import LOCAL
from xinyi.kernel.places.api import PlaceRef
from xinyi.kernel.scope.api import Asking
from xinyi.kernel.work.api import Next, next_of

DESK_ROLES = ("community_clerk", "street_dispatcher", "district_dispatcher")
NIGHT_BEGINS, NIGHT_ENDS = 22, 6
NO_RULE = _("没有规则匹配，进入派单台，由值班派单岗分派")


class NobodyOnDuty(Refused):
    """No desk stands above this place: the district is not set up yet."""

    message = _("这里还没有设置派单岗位，请拨打 12345。")


@dataclass(frozen=True)
class Route:
    """The first holder, the desk that answers for the case from now on, and why."""

    holder: Next
    desk: Next
    rule_id: int | None
    reason: str
    organisation_kind: str
    confirms_kind: bool
    on_call: Sequence[Next]


def route(*, asking: Asking, place: PlaceRef, kind: Kind | None, urgency: str, at: datetime, above: str = "") -> Route:
    """Where a new case goes. ``above`` ("community") keeps a complaint about the community or its staff from them.

    One statement. Raises ``NobodyOnDuty`` when not even the district has a desk.
    """
    rule = matching_rule(asking=asking, place=place, kind=kind, urgency=urgency, at=at)
    wanted = rule.to_role if rule else ""
    seats = on_duty(asking=asking, place=place, roles=(wanted, *DESK_ROLES) if wanted else DESK_ROLES, at=at)
    seats = [seat for seat in seats if not (above and seat.level in {"grid", "community", "compound"})]
    desks = [seat for seat in seats if seat.role in DESK_ROLES]
    if urgency == "happening_now" or above:
        desks = [seat for seat in desks if seat.level != "community"] or desks
    if not desks:
        raise NobodyOnDuty
    holder = next((seat for seat in seats if seat.role == wanted), desks[0]) if not above else desks[0]
    reason = rule.reason if rule else str(NO_RULE)
    return Route(
        holder=next_of(holder, reason=reason),
        desk=next_of(desks[0]),
        rule_id=rule.id if rule else None,
        reason=reason,
        organisation_kind=rule.to_organisation_kind if rule else "",
        confirms_kind=bool(rule and rule.confirms_kind),
        on_call=[next_of(desks[0])] if urgency == "happening_now" else [],
    )


def matching_rule(
    *, asking: Asking, place: PlaceRef, kind: Kind | None, urgency: str, at: datetime
) -> RoutingRule | None:
    """The first rule in order that fits, None when none does."""
    return next((rule for rule in rules(asking=asking) if fits(rule, place, kind=kind, urgency=urgency, at=at)), None)


def fits(rule: RoutingRule, place: PlaceRef, *, kind: Kind | None, urgency: str, at: datetime) -> bool:
    """Whether every condition of the rule holds; an empty one always does."""
    if not (rule.valid_from <= at and (rule.valid_to is None or at < rule.valid_to)):
        return False
    return (
        rule.kind in {"", kind.code if kind else None}
        and rule.group in {"", kind.group if kind else None}
        and rule.urgency in {"", urgency}
        and (not rule.hours or (rule.hours == "night") == is_night(at))
        and rule.place_id in {None, place.id, place.compound_id, place.grid_id, place.community_id, place.street_id}
    )


def is_night(at: datetime) -> bool:
    """From 22 to 6 o'clock, when only the duty roster answers."""
    hour = at.astimezone(LOCAL).hour
    return hour >= NIGHT_BEGINS or hour < NIGHT_ENDS


@dataclass(frozen=True)
class Candidate:
    """Somebody a case may be given to; ``reason`` says why they are suggested, empty for the others."""

    holder: Next
    phone: str = ""
    reason: str = ""


def candidates(
    *, asking: Asking, place: PlaceRef, organisation_kind: str, reason: str, about_id: UUID | None, at: datetime
) -> list[Candidate]:
    """Who can be dispatched to here: organisations that work for the place, then posts; the suggested ones first.

    An organisation the case complains about is never among them. Two statements.
    """
    found = [
        Candidate(next_of_organisation(one), one.phone, reason if one.kind == organisation_kind else "")
        for one in organisations(asking=asking, at=at, place=place)
        if one.id != about_id
    ]
    posts = on_duty(asking=asking, place=place, roles=("grid_worker", *DESK_ROLES), at=at)
    found += [Candidate(next_of(seat), seat.duty_phone) for seat in posts if seat.organisation_id is None]
    unique = {one.holder.holder_id: one for one in sorted(found, key=lambda one: bool(one.reason))}
    return sorted(unique.values(), key=lambda one: not one.reason)


def next_of_organisation(one: OrganisationRef) -> Next:
    """An organisation as the next holder."""
    return Next(holder_id=one.id, kind="organisation", name=one.name, level="organisation")


def seats_at(*, asking: Asking, place: PlaceRef, level: str, roles: Sequence[str], at: datetime) -> list[Seat]:
    """Who is on duty for the place at just this level."""
    return [seat for seat in on_duty(asking=asking, place=place, roles=tuple(roles), at=at) if seat.level == level]
