"""With whom and by when a case goes on: one plan per step whose table line does not say it all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from xinyi.centre.cases.models import Case
from xinyi.centre.cases.queries.kinds import kind_label, kind_named, limits
from xinyi.centre.cases.queries.routing import DESK_ROLES, seats_at
from xinyi.kernel.accounts.api import seats
from xinyi.kernel.base.api import Refused
from xinyi.kernel.files.api import PreparedFile
from xinyi.kernel.places.api import chain, place_by_id
from xinyi.kernel.scope.api import Asking
from xinyi.kernel.work.api import Held, Limit, Next, next_of

LEVELS_UP = {"grid": "community", "community": "street", "street": "district", "organisation": "street"}


class HolderUnknown(Refused):
    """The chosen next holder does not exist, has left, or may not have this case."""

    message = _("请选择由谁接着办。这个单位或岗位现在不能接这件诉求。")


class AboutThem(Refused):
    """A case is never given to those it complains about."""

    message = _("这件诉求反映的就是这个单位，不能派给它，请选择别的单位。")


@dataclass(frozen=True)
class Given:
    """What the form of a step brought."""

    text: str = ""
    reason: str = ""
    kind: str = ""
    holder_id: UUID | None = None
    score: int = 0
    proposed: str = ""
    photos: Sequence[PreparedFile] = ()


@dataclass(frozen=True)
class Scene:
    """Everything a plan may look at."""

    asking: Asking
    held: Held
    case: Case
    given: Given
    now: datetime

    @property
    def limits(self) -> dict[str, Limit]:
        """The limits of the case's urgency."""
        return limits(asking=self.asking, urgency=self.held.item.urgency, at=self.now)

    @property
    def desk(self) -> Next:
        """The desk that answers for the case."""
        return Next(self.case.desk_id, self.case.desk_kind, self.case.desk_name, self.case.desk_level)


@dataclass(frozen=True)
class Plan:
    """What a step means for a case: the next holder, changes to the item's and the case's own rows."""

    to: Next | None = None
    item: Mapping[str, Any] = field(default_factory=dict)
    case: Mapping[str, Any] = field(default_factory=dict)
    why: Mapping[str, Any] = field(default_factory=dict)


def nothing_more(scene: Scene) -> Plan:
    """The table alone says it all."""
    del scene
    return Plan()


def admit(scene: Scene) -> Plan:
    """A person confirms or corrects the kind, and with it the urgency; what happens now stays so."""
    if not scene.given.kind:
        return Plan()
    kind = kind_named(asking=scene.asking, code=scene.given.kind)
    urgency = "happening_now" if scene.case.is_happening_now else kind.urgency
    corrected = bool(scene.held.item.category) and kind.code != scene.held.item.category
    return Plan(
        item={"category": kind.code, "category_label": kind_label(kind), "urgency": urgency},
        case={"kind_source": "person"},
        why={"kind": kind.code, "corrected": corrected, "suggested": scene.case.suggested_kind},
    )


def dispatch(scene: Scene) -> Plan:
    """To the chosen organisation or post; the dispatching desk answers for the case from now on."""
    plan, to = admit(scene), chosen(scene)
    case = dict(plan.case)
    if scene.asking.role in DESK_ROLES and scene.asking.me:
        case |= {
            "desk_id": scene.asking.me,
            "desk_kind": "post",
            "desk_name": f"{scene.asking.title} {scene.asking.actor.name}".strip(),
            "desk_level": scene.asking.level,
        }
    return Plan(to=to, item=plan.item, case=case, why=plan.why)


def chosen(scene: Scene) -> Next:
    """The next holder the form names. Raises ``HolderUnknown``, ``AboutThem``."""
    wanted = scene.given.holder_id
    if wanted is None:
        raise HolderUnknown(field="holder")
    if wanted == scene.case.about_id:
        raise AboutThem(field="holder")
    seat = seats(asking=scene.asking, holder_ids=[wanted], at=scene.now).get(wanted)
    place = place_by_id(asking=scene.asking, place_id=scene.held.item.place_id)
    around = {None, *(one.id for one in chain(asking=scene.asking, place=place))}
    if seat is None or seat.place_id not in around:
        raise HolderUnknown(field="holder")
    return next_of(seat, reason=scene.given.reason)


def hand_back(scene: Scene) -> Plan:
    """Back to the desk, with the proposed next owner."""
    return Plan(
        to=scene.desk,
        case={"hand_backs": scene.case.hand_backs + 1, "proposed_holder": scene.given.proposed},
        why={"proposed": scene.given.proposed},
    )


def send_up(scene: Scene) -> Plan:
    """To whoever is on duty at the next level up; that desk answers from now on."""
    level = LEVELS_UP.get(scene.held.leg.level, "")
    return moved_to_level(scene, level)


def send_down(scene: Scene) -> Plan:
    """To the chosen post below, or to the community's desk."""
    return moved_to(chosen(scene)) if scene.given.holder_id else moved_to_level(scene, "community")


def send_across(scene: Scene) -> Plan:
    """To the chosen post of the same level."""
    return moved_to(chosen(scene))


def moved_to_level(scene: Scene, level: str) -> Plan:
    """To the first on duty at a level. Raises ``HolderUnknown`` when there is none."""
    place = place_by_id(asking=scene.asking, place_id=scene.held.item.place_id)
    found = seats_at(asking=scene.asking, place=place, level=level, roles=DESK_ROLES, at=scene.now)
    if not found:
        raise HolderUnknown(field="holder")
    return moved_to(next_of(found[0], reason=scene.given.reason))


def moved_to(to: Next) -> Plan:
    """A new holder that is the desk as well, unless it is an organisation or a grid worker."""
    desk = {"desk_id": to.holder_id, "desk_kind": to.kind, "desk_name": to.name, "desk_level": to.level}
    return Plan(to=to, case=desk if to.level in {"community", "street", "district"} else {})


def submit(scene: Scene) -> Plan:
    """To the desk for the closing check; when the desk itself handled it, to the next level up."""
    if scene.desk.holder_id != scene.held.item.holder_id:
        return Plan(to=scene.desk)
    place = place_by_id(asking=scene.asking, place_id=scene.held.item.place_id)
    level = LEVELS_UP.get(scene.desk.level, "district")
    found = seats_at(asking=scene.asking, place=place, level=level, roles=DESK_ROLES, at=scene.now)
    if not found:
        raise HolderUnknown(field="holder")
    return Plan(to=next_of(found[0]))


def reject(scene: Scene) -> Plan:
    """Back to whoever handled it last."""
    return Plan(to=last_handler(scene.held))


def last_handler(held: Held) -> Next:
    """Whoever took the case on last. Raises ``HolderUnknown`` when nobody ever did."""
    leg = next((leg for leg in reversed(held.legs) if leg.accepted_at), None)
    if leg is None:
        raise HolderUnknown(field="holder")
    return Next(leg.holder_id, leg.holder_kind, leg.holder_name, leg.level)


def reopen(scene: Scene) -> Plan:
    """Back to the desk, which reads why it was not solved; the case may be rated again."""
    return Plan(
        to=scene.desk,
        case={"reopenings": scene.case.reopenings + 1, "score": None, "score_text": "", "rated_at": None},
    )


def rate(scene: Scene) -> Plan:
    """The reporter's rating of this closing."""
    score = {"score": scene.given.score, "score_text": scene.given.text.strip(), "rated_at": scene.now}
    return Plan(case=score if scene.given.score else {})


def urge(scene: Scene) -> Plan:
    """Counted, so that the holder sees how often."""
    return Plan(case={"urges": scene.case.urges + 1})


PLANS: dict[str, Callable[[Scene], Plan]] = {
    "admit": admit,
    "correct_kind": admit,
    "dispatch": dispatch,
    "hand_back": hand_back,
    "send_up": send_up,
    "send_down": send_down,
    "send_across": send_across,
    "submit": submit,
    "reject": reject,
    "reopen": reopen,
    "rate": rate,
    "urge": urge,
}
