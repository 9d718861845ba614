"""The small district of these tests: two streets, a community with a grid, a company, and who sits where."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from uuid import UUID

from xinyi.kernel.accounts import api as accounts
from xinyi.kernel.places.api import Place, PlaceRef, PlaceRow, load_places, place_by_id
from xinyi.kernel.scope.api import Actor, Asking, ensure_months, scope, system

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
ALICE, BOB, DANA, KIM, MALLORY = (UUID(int=number) for number in (0xA11CE, 0xB0B, 0xDA, 0x51, 0x3A))
STREET_POST, NEXT_STREET_POST, GRID_POST, PATROL_POST, VACANT_POST, LEADER_POST = (UUID(int=n) for n in range(1, 7))
PATROL = UUID(int=0xC0)
PHONE, OTHER_PHONE = "19900002071", "19900008834"
PASSWORD, SECRET = "long and easy to remember", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
nobody = Asking(actor=Actor())


def rows(top: str) -> list[PlaceRow]:
    """Two streets far from any sample; one has a community, a grid and a compound with a building."""
    return [
        PlaceRow("S1", "竹园街道", "street", top),
        PlaceRow("S2", "河湾街道", "street", top),
        PlaceRow("C1", "竹园社区", "community", "S1"),
        PlaceRow("G1", "第一网格", "grid", "C1"),
        PlaceRow("K1", "竹园小区", "compound", "C1"),
        PlaceRow("B1", "12 栋", "building", "K1", "G1"),
    ]


def lay_out() -> dict[str, int]:
    """Places by code, in the district that is there or in one of ours; the district as D."""
    actor, top = Actor(machine="test"), Place.objects.filter(level="district", valid_to=None).first()
    if top is None:
        load_places(actor=actor, rows=[PlaceRow("D", "锦城区", "district")], now=NOW)
        top = Place.objects.get(code="D")
    return {"D": top.pk, **load_places(actor=actor, rows=rows(top.code), now=NOW)}


@dataclass(frozen=True)
class World:
    """Ids of places by code."""

    ids: dict[str, int]

    def place(self, code: str) -> PlaceRef:
        """The place as others see it; read anew, since nobody has stamps."""
        return place_by_id(asking=nobody, place_id=self.ids[code])


@cache
def stored_password() -> str:
    """Hashing is slow on purpose; once is enough."""
    return accounts.hash_password(PASSWORD)


def build() -> World:
    """Put the small district beside whatever is there."""
    with scope(system("test")):
        ensure_months(TODAY, TODAY)
        places = lay_out()
        accounts.load_people(
            [accounts.NewPerson(ALICE, NOW, "李女士", PHONE)]
            + [accounts.NewPerson(person, NOW, has_account=False) for person in (BOB, DANA, KIM, MALLORY)]
        )
        accounts.load_organisations(
            [accounts.NewOrganisation(PATROL, "竹园夜间巡查队", "patrol", places["S1"], "028-1")]
        )
        accounts.load_posts(posts(places), appointments())
        accounts.load_staff(
            accounts.NewStaff(person, number, stored_password(), SECRET, NOW)
            for person, number in [(DANA, "zy001"), (KIM, "zy002"), (MALLORY, "hw001")]
        )
    return World(places)


def posts(places: dict[str, int]) -> list[accounts.NewPost]:
    """A dispatcher in each street, a grid worker, a patrol, a vacant leader in the street, a leader in the district."""
    new, opened = accounts.NewPost, TODAY
    return [
        new(STREET_POST, "street_dispatcher", "竹园街道值班长", opened, places["S1"], duty_phone="028-12"),
        new(NEXT_STREET_POST, "street_dispatcher", "河湾街道值班长", opened, places["S2"]),
        new(GRID_POST, "grid_worker", "第一网格员", opened, places["G1"]),
        new(PATROL_POST, "handler", "巡查队长", opened, organisation_id=PATROL),
        new(VACANT_POST, "leader", "竹园街道主任", opened, places["S1"]),
        new(LEADER_POST, "leader", "锦城区长", opened, places["D"]),
    ]


def appointments() -> list[accounts.NewAppointment]:
    """Dana has two seats, Kim one in the patrol, Mallory one in the street next door."""
    return [
        accounts.NewAppointment(DANA, STREET_POST, "王建国", TODAY),
        accounts.NewAppointment(DANA, GRID_POST, "王建国", TODAY),
        accounts.NewAppointment(KIM, PATROL_POST, "金师傅", TODAY),
        accounts.NewAppointment(MALLORY, NEXT_STREET_POST, "马洛里", TODAY),
        accounts.NewAppointment(MALLORY, LEADER_POST, "马洛里", TODAY),
    ]
