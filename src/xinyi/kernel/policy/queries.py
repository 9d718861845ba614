"""Which rule holds, when and where; all rules are kept by stamp."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinyi.kernel.base.api import Refused
from xinyi.kernel.places.api import PlaceRef
from xinyi.kernel.policy.models import Rule
from xinyi.kernel.scope.api import Asking, cached


class PolicyMissing(Refused):
    """No rule of this name was in force then."""

    def __init__(self, name: str, at: datetime) -> None:
        super().__init__(_("没有当时有效的规则「%(name)s」，请联系管理员补上。") % {"name": name})
        self.name, self.at = name, at


@dataclass(frozen=True)
class RuleInForce:
    """One version of a rule; ``valid_to`` is exclusive."""

    name: str
    place_id: int | None
    body: Any
    version: int
    valid_from: datetime
    valid_to: datetime | None

    def holds(self, at: datetime) -> bool:
        """Whether the version was in force at this instant."""
        return self.valid_from <= at and (self.valid_to is None or at < self.valid_to)


def value(*, asking: Asking, name: str, at: datetime, place: PlaceRef | None = None) -> Any:
    """The body of the rule in force; of the places around ``place`` the smallest with a rule wins.

    Raises ``PolicyMissing``. The body is shared with other callers: read it, never change it.
    """
    return rule_in_force(asking=asking, name=name, at=at, place=place).body


def version_of(*, asking: Asking, name: str, at: datetime, place: PlaceRef | None = None) -> int:
    """The version of the rule in force, to be kept beside what was decided by it. Raises ``PolicyMissing``."""
    return rule_in_force(asking=asking, name=name, at=at, place=place).version


def rule_in_force(*, asking: Asking, name: str, at: datetime, place: PlaceRef | None = None) -> RuleInForce:
    """The rule with its version and validity. Raises ``PolicyMissing``."""
    by_place = {rule.place_id: rule for rule in rules(asking=asking).get(name, ()) if rule.holds(at)}
    for place_id in widening(place):
        if place_id in by_place:
            return by_place[place_id]
    raise PolicyMissing(name, at)


def versions(*, asking: Asking, name: str) -> list[RuleInForce]:
    """Every version of a rule, newest first."""
    return list(rules(asking=asking).get(name, ()))[::-1]


def rules(*, asking: Asking) -> dict[str, list[RuleInForce]]:
    """All versions of all rules by name, oldest first."""
    return cached(asking, "policy.rules", stamps=("policy",), load=load)


def widening(place: PlaceRef | None) -> list[int | None]:
    """From the place itself out to the district, whose rules have no place."""
    if place is None:
        return [None]
    around = (place.id, place.parent_id, place.compound_id, place.grid_id, place.community_id, place.street_id)
    return [*(place_id for place_id in around if place_id is not None), None]


def load() -> dict[str, list[RuleInForce]]:
    """One statement."""
    found: dict[str, list[RuleInForce]] = defaultdict(list)
    columns = ("name", "place_id", "body", "version", "valid_from", "valid_to")
    for row in Rule.objects.order_by("name", "version").values_list(*columns):
        found[row[0]].append(RuleInForce(*row))
    return dict(found)
