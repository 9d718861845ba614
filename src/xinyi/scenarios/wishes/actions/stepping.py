"""Takes a step on a wish: the table says whether, the plans say with whom it goes on and what the wall then shows."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from xinyi.kernel.base.api import Change as RowChange
from xinyi.kernel.base.api import Refused, Rows
from xinyi.kernel.calendar.api import LOCAL
from xinyi.kernel.facts.api import fact
from xinyi.kernel.files.api import PreparedFile
from xinyi.kernel.files.api import rows as file_rows
from xinyi.kernel.places.api import place_by_id
from xinyi.kernel.scope.api import Asking, bump, scope, system
from xinyi.kernel.work.api import Change, Held, Leg, Limit, Next, hold, step
from xinyi.kernel.work.machine import NotAllowed
from xinyi.scenarios.wishes.actions.writing import cleaned, title_of
from xinyi.scenarios.wishes.models import PublishedWish, Wish
from xinyi.scenarios.wishes.queries import STAMP, checkers, claimer_of, guards_of, limit_of, seat_as_holder

A_YEAR = timedelta(days=365)
A_DAY = timedelta(days=1)
FACTS = {"publish": "wishes.published", "claim": "wishes.claimed", "confirm": "wishes.fulfilled"}
PROMISES = ("check", "claim", "confirm", "fulfil")


class PromiseOutside(Refused):
    """A promise lies ahead, and near enough to be one."""

    message = _("请选今天以后、一年以内的日期。")


@dataclass(frozen=True)
class Given:
    """What the form of a step brought."""

    text: str = ""
    reason: str = ""
    promised_on: date | None = None
    photos: Sequence[PreparedFile] = ()


@dataclass(frozen=True)
class Scene:
    """Everything a plan may look at."""

    asking: Asking
    held: Held
    given: Given
    now: datetime

    @property
    def today(self) -> date:
        """The day in the district."""
        return self.now.astimezone(LOCAL).date()


@dataclass(frozen=True)
class Plan:
    """What a step means for a wish: the next holder, what changes on the item, on the wall, in the wisher's words."""

    to: Next | None = None
    item: Mapping[str, Any] = field(default_factory=dict)
    wall: Mapping[str, Any] = field(default_factory=dict)
    words: str = ""
    limits: Mapping[str, Limit] = field(default_factory=dict)


def publish(scene: Scene) -> Plan:
    """The words as checked; the item's title is theirs from now on."""
    words = cleaned(scene.given.text) if scene.given.text.strip() else ""
    return Plan(item={"title": title_of(words)} if words else {})


def rewrite(scene: Scene) -> Plan:
    """New words of the wisher."""
    words = cleaned(scene.given.text)
    return Plan(item={"title": title_of(words)}, words=words)


def claim(scene: Scene) -> Plan:
    """To the claimer, by the day they name. Raises ``PromiseOutside``."""
    day, to = scene.given.promised_on, seat_as_holder(asking=scene.asking)
    wall = {"claimer": to.name, "offer": scene.given.text.strip(), "promised_on": day}
    if day is None:
        return Plan(to=to, wall=wall)
    if not scene.today <= day <= scene.today + A_YEAR:
        raise PromiseOutside(field="promised_on")
    ends = datetime.combine(day + A_DAY, time(), LOCAL)
    return Plan(to=to, wall=wall, limits={"fulfil": Limit((ends - scene.now) / A_DAY, "natural_day")})


def give_up(scene: Scene) -> Plan:
    """Back to whoever looked at the wish first, and to the wall."""
    return Plan(to=holder_of(scene.held.legs[0]), wall={"claimer": "", "offer": "", "promised_on": None})


def fulfil(scene: Scene) -> Plan:
    """To the first in the community, or above it, who is not the claimer."""
    place = place_by_id(asking=scene.asking, place_id=scene.held.item.place_id)
    found = checkers(asking=scene.asking, place=place, at=scene.now)
    others = [one for one in found if one.holder_id != scene.held.item.holder_id]
    return Plan(to=others[0] if others else None)


def confirm(scene: Scene) -> Plan:
    """The community's words stand on the wall."""
    return Plan(wall={"done_words": scene.given.text.strip(), "done_on": scene.today})


def again(scene: Scene) -> Plan:
    """Back to the claimer, with days enough to mend it."""
    leg = claimer_of(legs=scene.held.legs)
    until = scene.today + timedelta(days=limit_of(name="fulfil").amount)
    return Plan(to=holder_of(leg) if leg else None, wall={"done_words": "", "done_on": None, "promised_on": until})


def decline(scene: Scene) -> Plan:
    """The reason stands on the wall, where the wish hangs."""
    return Plan(wall={"answer": scene.given.reason.strip()})


def withdraw(_scene: Scene) -> Plan:
    """Nothing of it stays on the wall."""
    return Plan(wall={"title": "", "text": ""})


def nothing_more(_scene: Scene) -> Plan:
    """The table alone says it all."""
    return Plan()


PLANS: dict[str, Callable[[Scene], Plan]] = {
    "publish": publish,
    "rewrite": rewrite,
    "claim": claim,
    "give_up": give_up,
    "fulfil": fulfil,
    "confirm": confirm,
    "reject": again,
    "not_yet": again,
    "decline": decline,
    "withdraw": withdraw,
}


def holder_of(leg: Leg) -> Next:
    """The holder of an earlier turn, once more."""
    return Next(leg.holder_id, leg.holder_kind, leg.holder_name, leg.level)


def take(
    *, asking: Asking, item_id: UUID, name: str, given: Given, version: int | None, idem: UUID, now: datetime
) -> int:
    """Take the step ``name`` on a wish with what the form brought; returns the item's new version.

    Raises ``ItemUnknown``, ``Stale``, ``NotAllowed``, ``Missing``, ``TextEmpty``, ``TextTooLong``, ``PromiseOutside``.
    Effects: as ``work.step``; the wall's row; facts; photos of the step; the home page's card is read anew.
    """
    with transaction.atomic(), sight_for(asking, item_id, name=name):
        held = hold(asking=asking, item_id=item_id, version=version, idem=idem)
        if held.seen:
            return held.item.version
        scene = Scene(asking, held, given, now)
        plan = PLANS.get(name, nothing_more)(scene)
        standard = {one: limit_of(name=one) for one in PROMISES}
        change = Change(
            to=plan.to, limits={**standard, **plan.limits}, fields=plan.item, text=given.text.strip(),
            reason=given.reason.strip(), also=beside(scene, plan, name=name),
        )  # fmt: skip
        brought = {"evidence": bool(given.photos), "promised_on": given.promised_on}
        version = step(
            asking=asking, held=held, name=name, idem=idem, now=now, change=change, given=brought,
            side="staff" if asking.is_staff else "reporter",
            extra=guards_of(item=held.item, legs=held.legs, at=now),
        )  # fmt: skip
        if "published" in {held.item.state, held.workflow.transition(name).target}:
            bump(STAMP)
        return version


def sight_for(asking: Asking, item_id: UUID, *, name: str) -> AbstractContextManager[object]:
    """A wish on the wall may be claimed by those who do not see its item yet: it is read with the district's eyes.

    Everything else needs the asker's own sight. The table still asks for the claimer's right. Raises ``NotAllowed``.
    """
    if name != "claim":
        return nullcontext()
    if not (asking.is_staff and PublishedWish.objects.filter(item_id=item_id, state="published").exists()):
        raise NotAllowed
    return scope(system("wishes.claim"))


def beside(scene: Scene, plan: Plan, *, name: str) -> list[Any]:
    """What is written with the step: the wall's row, the wisher's words, photos, the fact."""
    item, columns = scene.held.item, scene.held.columns
    more = [plan.to.holder_id] if plan.to and plan.to.holder_id not in item.participant_ids else []
    joined = {**columns, "participant_ids": [*item.participant_ids, *more]}
    return [
        on_the_wall(scene, plan, name=name),
        RowChange(Wish, [{"item_id": item.id, "text": plan.words}] if plan.words else []),
        file_rows(scene.given.photos, item_id=item.id, columns=joined, at=scene.now, kind="after"),
        fact(name=FACTS[name], at=scene.now, place=columns) if name in FACTS else None,
    ]


def on_the_wall(scene: Scene, plan: Plan, *, name: str) -> Rows | RowChange:
    """The public row: new when the wish is published, otherwise what the step changes of it."""
    item = scene.held.item
    target = scene.held.workflow.transition(name).target or item.state
    if name == "publish":
        words = scene.given.text.strip()
        row = {"title": title_of(words), "text": words, "street_id": item.street_id, "community_id": item.community_id}
        return Rows(PublishedWish, [{"item_id": item.id, "state": target, "published_at": scene.now, **row}])
    return RowChange(PublishedWish, [{"item_id": item.id, "state": target, **plan.wall}])
