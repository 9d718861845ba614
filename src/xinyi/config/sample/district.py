"""The sample district as it stands before anything happens: places, rules, organisations, staff, rosters, residents."""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from xinyi.centre.cases.api import load_kinds, load_rules
from xinyi.centre.hints.api import shipped_kinds, shipped_limits, shipped_rules
from xinyi.config.sample.geography import generate
from xinyi.kernel.places.api import Place, PlaceRef, load_places
from xinyi.kernel.policy.api import put
from xinyi.kernel.scope.api import Actor, ensure_months

MACHINE = Actor(channel="system", machine="sample")
MONTHS_BACK, MONTHS_AHEAD = timedelta(days=124), timedelta(days=731)
# Rules and posts are older than the first case.
SET_UP = timedelta(days=120)


@dataclass(frozen=True)
class Ground:
    """The places by level, parents before children."""

    by_level: dict[str, list[PlaceRef]]
    by_id: dict[int, PlaceRef]

    @property
    def district(self) -> PlaceRef:
        """The whole."""
        return self.by_level["district"][0]

    @property
    def home(self) -> PlaceRef:
        """The dwelling of the first resident: who serves it comes first in every list."""
        return self.by_level["dwelling"][0]

    def first(self, level: str) -> list[PlaceRef]:
        """The places of a level; the one around the first resident's home leads."""
        around = {self.home.street_id, self.home.community_id, self.home.grid_id, self.home.compound_id}
        return sorted(self.by_level[level], key=lambda one: one.id not in around)


def lay_ground(*, residents: int, seed: int, now: datetime) -> Ground:
    """Places and months; needs ``system`` scope."""
    ensure_months((now - MONTHS_BACK).date(), (now + MONTHS_AHEAD).date())
    load_places(actor=MACHINE, rows=generate(seed=seed, residents=residents), now=now - SET_UP)
    names = [one.name for one in fields(PlaceRef)]
    by_level: dict[str, list[PlaceRef]] = {}
    for row in Place.objects.order_by("pos", "id").values_list(*names):
        place = PlaceRef(*row)
        by_level.setdefault(place.level, []).append(place)
    return Ground(by_level, {one.id: one for places in by_level.values() for one in places})


def set_rules(*, now: datetime) -> None:
    """Policies, kinds and routing rules as shipped."""
    since = now - SET_UP
    for name, body in shipped_limits().items():
        put(actor=MACHINE, name=name, body=body, valid_from=since, now=since)
    load_kinds(shipped_kinds())
    load_rules([{**rule, "valid_from": since} for rule in shipped_rules()])
