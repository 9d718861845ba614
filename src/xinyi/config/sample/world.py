"""Everybody who can act in the sample, where they stand, and by which clock."""

from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any
from uuid import UUID

from xinyi.centre.hints.api import shipped_kinds, shipped_limits
from xinyi.config.sample.district import Ground
from xinyi.config.sample.pictures import Pictures
from xinyi.config.sample.residents import Resident
from xinyi.config.sample.staff import Member, Staff
from xinyi.kernel.accounts.api import NewOrganisation
from xinyi.kernel.base.api import Ledger
from xinyi.kernel.places.api import PlaceRef
from xinyi.kernel.scope.api import Actor, Asking


@dataclass
class World:
    """Everybody who can act, and by which clock."""

    asking: Asking
    now: datetime
    chance: Random
    ground: Ground
    staff: Staff
    residents: list[Resident]
    pictures: Pictures
    photos_left: int
    ledger: Ledger
    by_holder: dict[UUID, Member] = field(default_factory=dict)
    by_place: dict[tuple[str, int], list[NewOrganisation]] = field(default_factory=dict)
    clerks: dict[tuple[str, int], Member] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find people by what they hold and where they are."""
        for one in reversed(self.staff.members):
            self.by_holder[one.organisation.id if one.organisation else one.post_id] = one
            self.clerks[one.role, one.place.id] = one
        for organisation in self.staff.organisations:
            self.by_place.setdefault((organisation.kind, organisation.place_id or 0), []).append(organisation)
        self.kinds = {one["code"]: one for one in shipped_kinds()}
        self.limits = shipped_limits()["cases.limits"]

    def seated(self, one: Member) -> Asking:
        """How a member of staff asks, as the middleware would say."""
        common: dict[str, Any] = {"role": one.role, "title": one.title, "stamps": self.asking.stamps}
        actor = Actor(person=one.person_id, post=one.post_id, name=one.name)
        if one.organisation:
            return Asking(
                actor, me=one.organisation.id, level="organisation", organisation_id=one.organisation.id,
                place_name=one.organisation.name, **common,
            )  # fmt: skip
        place = one.place
        return Asking(
            actor, me=one.post_id, lo=place.pos, hi=place.pos_end, grid=place.id if place.level == "grid" else None,
            place_id=place.id, level=place.level, street_id=place.street_id, community_id=place.community_id,
            place_name=place.name, **common,
        )  # fmt: skip

    def at_home(self, one: Resident) -> Asking:
        """How a resident asks."""
        home = one.home
        return Asking(
            Actor(person=one.id), me=one.id, place_id=home.id, level=home.level, street_id=home.street_id,
            community_id=home.community_id, stamps=self.asking.stamps,
        )  # fmt: skip

    def organisation(self, kind: str, place: PlaceRef) -> NewOrganisation | None:
        """Who does this here: the community's, the street's or the district's."""
        for level in (place.community_id, place.street_id, self.ground.district.id):
            found = self.by_place.get((kind, level or 0))
            if found:
                return found[(place.compound_id or 0) % len(found)]
        return None
