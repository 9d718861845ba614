"""What a dispatcher looks at: who carries how much, who is on duty now and who comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from xinyi.centre.cases.queries.routing import DESK_ROLES, Candidate
from xinyi.kernel.accounts.api import Seat, on_duty, organisations
from xinyi.kernel.places.api import PlaceRef, district, place_by_id
from xinyi.kernel.scope.api import Asking
from xinyi.kernel.work.api import holder_loads

A_SHIFT = timedelta(hours=8)
FULL = 10
ON_CALL = ("grid_worker", *DESK_ROLES)


@dataclass(frozen=True)
class Load:
    """Somebody who handles cases, with what they have in hand and how much of it is late."""

    holder_id: UUID
    name: str
    phone: str = ""
    reason: str = ""
    kind: str = "organisation"
    held: int = 0
    late: int = 0

    @property
    def percent(self) -> int:
        """How full the bar is; ten cases fill it."""
        return min(100, 100 * self.held // FULL)

    @property
    def tone(self) -> str:
        """How pressing the load is."""
        return "danger" if self.late else "warn" if self.held >= FULL else ""


def loads(*, asking: Asking, found: Sequence[Candidate]) -> list[Load]:
    """The candidates with what they have in hand; one statement."""
    ids = [one.holder.holder_id for one in found]
    carried = holder_loads(asking=asking, holders=ids) if ids else {}
    return [
        Load(
            one.holder.holder_id, one.holder.name, one.phone, one.reason, one.holder.kind,
            *carried.get(one.holder.holder_id, (0, 0)),
        )
        for one in found
    ]  # fmt: skip


def organisation_loads(*, asking: Asking, at: datetime) -> list[Load]:
    """Every organisation that works for the asking post's area, the fullest first; two statements."""
    found = organisations(asking, at=at, place=own_place(asking))
    carried = holder_loads(asking=asking, holders=[one.id for one in found])
    rows = [Load(one.id, one.name, one.phone, "", "organisation", *carried.get(one.id, (0, 0))) for one in found]
    return sorted(rows, key=lambda one: (-one.late, -one.held))


def duty(*, asking: Asking, at: datetime) -> tuple[list[Seat], list[Seat]]:
    """Who answers for the asking post's area now, and whoever comes eight hours later; two statements."""
    place = own_place(asking)
    now = on_duty(asking, place, roles=ON_CALL, at=at)
    here = {one.post_id for one in now}
    later = [one for one in on_duty(asking, place, roles=ON_CALL, at=at + A_SHIFT) if one.post_id not in here]
    return now, later


def own_place(asking: Asking) -> PlaceRef:
    """Where the asking post works; an organisation's is the district."""
    return place_by_id(asking=asking, place_id=asking.place_id) if asking.place_id else district(asking=asking)
