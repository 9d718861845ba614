"""A small piece of ground for the tests of places, far from any sample: two streets, three communities."""

from datetime import UTC, datetime
from uuid import UUID

from xinyi.kernel.places.api import Place, PlaceRow, load_places, place_by_code
from xinyi.kernel.scope.api import Actor, Asking, ensure_months, scope, system

NOW = datetime(2026, 3, 2, 15, 45, tzinfo=UTC)
ADMINISTRATOR = Actor(person=UUID(int=0xAD), name="管理员")
WEST, SOUTH, SIDE = 12.0, 50.0, 0.01
HALF = SIDE / 2


def square(column: float, row: float = 0, width: float = SIDE) -> list[list[float]]:
    """A ring around a square of the ground, about one kilometre wide."""
    left, low = WEST + column * SIDE, SOUTH + row * SIDE
    return [[left, low], [left + width, low], [left + width, low + SIDE], [left, low + SIDE], [left, low]]


def rows() -> list[PlaceRow]:
    """North street with Plum (two grids, a large compound, a courtyard) and Pear; South street with Fig."""
    return [
        PlaceRow("TS1", "北街街道", "street", top_code(), short_name="北街"),
        PlaceRow("TS2", "南街街道", "street", top_code(), short_name="南街"),
        PlaceRow("TC1", "梅社区", "community", "TS1", short_name="梅", area=square(0), schematic=True),
        PlaceRow("TC2", "梨社区", "community", "TS1", short_name="梨", area=square(1), schematic=True),
        PlaceRow("TC3", "榕社区", "community", "TS2", short_name="榕", area=square(2), schematic=True),
        PlaceRow("TG1", "第 1 网格", "grid", "TC1", area=square(0, width=HALF)),
        PlaceRow("TG2", "第 2 网格", "grid", "TC1", area=square(0.5, width=HALF)),
        PlaceRow("TK1", "试验竹园小区", "compound", "TC1"),
        PlaceRow("TK2", "试验青藤院", "compound", "TC1", "TG1"),
        PlaceRow("TB1", "2 栋", "building", "TK1", "TG1", lon=WEST + 0.001, lat=SOUTH + 0.001),
        PlaceRow("TB2", "12 栋", "building", "TK1", "TG2", lon=WEST + 0.006, lat=SOUTH + 0.001),
        PlaceRow("TB3", "1 栋", "building", "TK2", "TG1"),
        PlaceRow("TU1", "3 单元", "stair", "TB2"),
        PlaceRow("TD1", "1201", "dwelling", "TU1"),
        PlaceRow("TD2", "301", "dwelling", "TU1"),
    ]


def top_code() -> str:
    """The district that is there, else one of ours."""
    found = Place.objects.filter(level="district", valid_to=None).values_list("code", flat=True).first()
    if found is None:
        load_places(actor=ADMINISTRATOR, rows=[PlaceRow("TD0", "试验区", "district")], now=NOW)
    return found or "TD0"


def lay_out() -> Asking:
    """Load the ground and ask anew, so that everybody sees it."""
    ensure_months(NOW.date(), NOW.date())
    load_places(actor=ADMINISTRATOR, rows=rows(), now=NOW)
    return ask_anew()


def ask_anew() -> Asking:
    """With the stamps of now."""
    with scope(system("test")) as asking:
        return asking


def place(asking: Asking, code: str):
    """One of ours."""
    return place_by_code(asking=asking, code=code)
