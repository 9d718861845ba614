"""Fills a community: compounds, buildings with their stairs, and the grids that share them out."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

import numpy as np
from shapely import MultiPoint, Point, Polygon, box, contains, get_parts, prepare, union
from shapely.affinity import rotate
from shapely.geometry.base import BaseGeometry

from xinyi.config.sample.geography_ground import GRID_SIZE, cells, relaxed_cells
from xinyi.config.sample.geography_names import Names

SHOWN_CODE, SHOWN_NAME, SHOWN_BUILDINGS = "510107010001", "竹园小区", 14
COMPOUNDS, COURTYARDS = (3, 5), (1, 3)
ROAD_METRES, ROUND_METRES, LARGEST_RADIUS = 20.0, 12.0, 300.0
OLD_SHARE = 0.4
GRID_TYPE = "01"
FEWEST_PER_STAIR = 10
GROUPED_SHARE, FULL_SHARE = 0.7, 1.15


@dataclass(frozen=True)
class Stair:
    """A stair with so many floors and dwellings on each."""

    code: str
    number: int
    floors: int
    per_floor: int

    @property
    def capacity(self) -> int:
        """How many dwellings it has."""
        return self.floors * self.per_floor


@dataclass
class Building:
    """A building; its grid is known last."""

    code: str
    number: int
    footprint: Polygon
    stairs: Sequence[Stair]
    grid: int = 0


@dataclass
class Compound:
    """A compound or courtyard; ``cell`` is its part of the community with the roads around."""

    code: str
    name: str
    cell: BaseGeometry
    area: Polygon
    buildings: list[Building]

    @property
    def capacity(self) -> int:
        """How many dwellings it has."""
        return sum(stair.capacity for building in self.buildings for stair in building.stairs)


@dataclass
class CommunityPlan:
    """Everything in one community."""

    code: str
    area: Polygon
    compounds: list[Compound]
    grids: list[Polygon] = field(default_factory=list)

    @property
    def capacity(self) -> int:
        """How many dwellings it has."""
        return sum(compound.capacity for compound in self.compounds)

    def grid_code(self, number: int) -> str:
        """The community's code, the kind of grid and a serial number."""
        return f"{self.code}{GRID_TYPE}{number:03}"


@dataclass(frozen=True)
class Dwelling:
    """A dwelling, numbered floor and door."""

    stair_code: str
    number: str


@dataclass
class Share:
    """A piece of ground that one grid will hold whole, with its buildings."""

    area: BaseGeometry
    buildings: list[Building]
    capacity: int


def plan_community(area: Polygon, *, code: str, chance: Random, names: Names, grids: float) -> CommunityPlan:
    """Cut the community into compounds, build them, and share the buildings out to about ``grids`` grids."""
    compounds, courtyards = chance.randint(*COMPOUNDS), chance.randint(*COURTYARDS)
    parts = relaxed_cells(area, compounds + courtyards, chance=chance, rounds=3)
    parts.sort(key=lambda part: -part.area)
    plan = CommunityPlan(code, area, [])
    for number, cell in enumerate(parts, start=1):
        plan.compounds.append(
            build_compound(cell, code=f"{code}-{number:02}", is_large=number <= compounds, chance=chance, names=names)
        )
    share_out(plan, grids, chance=chance)
    return plan


def build_compound(cell: BaseGeometry, *, code: str, is_large: bool, chance: Random, names: Names) -> Compound:
    """One compound or courtyard with its buildings in rows."""
    is_shown = code == f"{SHOWN_CODE}-01"
    is_old = is_shown or not is_large or chance.random() < OLD_SHARE
    wanted = SHOWN_BUILDINGS if is_shown else chance.randint(8, 14) if is_large else chance.randint(2, 4)
    name = SHOWN_NAME if is_shown else names.compound() if is_large else names.courtyard()
    area = built_area(cell, wanted, is_old=is_old)
    footprints = rows_of_footprints(area, wanted, is_old=is_old, chance=chance)
    compound = Compound(code, name, cell, area, [])
    for number, footprint in enumerate(footprints, start=1):
        building_code = f"{code}-{number:02}"
        stairs = stairs_of(building_code, is_old=is_old, chance=chance, fewest=3 if is_shown else 1)
        compound.buildings.append(Building(building_code, number, footprint, stairs))
    return compound


def built_area(cell: BaseGeometry, wanted: int, *, is_old: bool) -> Polygon:
    """The part of a cell inside its roads, rounded, and no larger than so many buildings need."""
    inner = cell.buffer(-ROAD_METRES - ROUND_METRES).buffer(ROUND_METRES)
    largest = max(get_parts(inner), key=lambda part: part.area)
    radius = min(LARGEST_RADIUS, math.sqrt(wanted * (3_600 if is_old else 6_000) / math.pi) * 1.25)
    clipped = largest.intersection(largest.representative_point().buffer(radius, quad_segs=6))
    part = max(get_parts(clipped), key=lambda one: one.area).simplify(4)
    assert isinstance(part, Polygon)
    return part


def rows_of_footprints(area: Polygon, wanted: int, *, is_old: bool, chance: Random) -> list[Polygon]:
    """Up to ``wanted`` houses facing south, more or less, in rows from north to south; at least one."""
    width, depth = (46.0, 13.0) if is_old else (30.0, 24.0)
    turn = chance.uniform(-18, 18)
    middle = area.centroid
    straight = rotate(area, -turn, origin=middle)
    step_x, step_y = width + 12, depth + (24 if is_old else 40)
    west, south, east, north = straight.bounds
    columns, rows = int((east - west) // step_x) + 1, int((north - south) // step_y) + 1
    xs = [west + (x + 0.5) * step_x for _ in range(rows) for x in range(columns)]
    ys = [north - (y + 0.5) * step_y for y in range(rows) for _ in range(columns)]
    prepare(straight)
    houses = houses_at(np.array(xs), np.array(ys), width=width, depth=depth)
    fitting = list(houses[contains(straight, houses)])
    fitting = fitting or list(houses_at(np.array([middle.x]), np.array([middle.y]), width=width, depth=depth))
    count = min(wanted, len(fitting))
    chosen = [fitting[n * len(fitting) // count] for n in range(count)]
    return [rotate(one, turn, origin=middle) for one in chosen]


def houses_at(xs: Any, ys: Any, *, width: float, depth: float) -> Any:  # Any: arrays have no narrower type in shapely
    """Rectangles around points."""
    return box(xs - width / 2, ys - depth / 2, xs + width / 2, ys + depth / 2)


def stairs_of(building_code: str, *, is_old: bool, chance: Random, fewest: int) -> list[Stair]:
    """Walk-ups of six or seven floors with two doors on each, or towers."""
    count = max(fewest, chance.randint(2, 4) if is_old else chance.choice((1, 2, 2, 2)))
    floors, per_floor = (chance.choice((6, 7)), 2) if is_old else (chance.randint(24, 33), chance.choice((5, 6, 6)))
    return [Stair(f"{building_code}-{number}", number, floors, per_floor) for number in range(1, count + 1)]


def share_out(plan: CommunityPlan, grids: float, *, chance: Random) -> None:
    """Cut the community into grids of about the same number of dwellings.

    Large compounds are split between their buildings; small courtyards that touch share a grid.
    """
    usual = plan.capacity / grids
    shares = [share for compound in plan.compounds for share in shares_of(compound, usual, chance=chance)]
    for number, share in enumerate(grouped(shares, usual), start=1):
        plan.grids.append(without_needles(share.area))
        for building in share.buildings:
            building.grid = number


def without_needles(area: BaseGeometry) -> Polygon:
    """The area without parts thinner than two metres, which rounding would turn inside out."""
    opened = area.buffer(-1, join_style="mitre").buffer(1, join_style="mitre")
    largest = max(get_parts(opened), key=lambda part: part.area)
    assert isinstance(largest, Polygon)
    return Polygon(largest.exterior)


def shares_of(compound: Compound, usual: float, *, chance: Random) -> list[Share]:
    """A compound whole, or split into as many shares as it would fill grids."""
    count = min(round(compound.capacity / usual), len(compound.buildings))
    if count <= 1:
        return [Share(compound.cell, compound.buildings, compound.capacity)]
    shares = []
    for area in cells(middles(compound.buildings, count, chance=chance), compound.cell):
        inside = [one for one in compound.buildings if area.contains(one.footprint.centroid)]
        shares.append(Share(area, inside, sum(stair.capacity for one in inside for stair in one.stairs)))
    return shares


def middles(buildings: Sequence[Building], count: int, *, chance: Random) -> list[Point]:
    """Points around which the buildings gather (k-means)."""
    points = [building.footprint.centroid for building in buildings]
    found = [points[n] for n in sorted(chance.sample(range(len(points)), count))]
    for _ in range(8):
        near: list[list[Point]] = [[] for _ in found]
        for point in points:
            near[min(range(count), key=lambda n: point.distance(found[n]))].append(point)
        found = [MultiPoint(group).centroid if group else old for group, old in zip(near, found, strict=True)]
    return found


def grouped(shares: list[Share], usual: float) -> list[Share]:
    """Small shares joined with small neighbours until the usual size is reached."""
    whole = [share for share in shares if share.capacity >= GROUPED_SHARE * usual]
    small = sorted((share for share in shares if share.capacity < GROUPED_SHARE * usual), key=lambda one: one.capacity)
    while small:
        share = small.pop()
        for other in list(small):
            joined = union(share.area, other.area, grid_size=GRID_SIZE)
            fits = share.capacity + other.capacity <= FULL_SHARE * usual
            if fits and isinstance(joined, Polygon) and not joined.interiors:
                share = Share(joined, [*share.buildings, *other.buildings], share.capacity + other.capacity)
                small.remove(other)
        whole.append(share)
    return whole


def dwellings_of(plan: CommunityPlan, share: float) -> Iterator[Dwelling]:
    """The dwellings of a share of the community: some stairs from the ground floor up, or all of all stairs."""
    wanted = round(plan.capacity * share)
    stairs = spread_over_compounds(plan)
    chosen = stairs[: max(1, min(len(stairs), wanted // FEWEST_PER_STAIR))]
    while sum(stair.capacity for stair in chosen) < wanted:
        chosen = stairs[: len(chosen) + 1]
    height = next(n for n in range(1, 10_000) if sum(min(n, stair.capacity) for stair in chosen) >= wanted)
    for stair in chosen:
        for n in range(min(height, stair.capacity, wanted)):
            yield Dwelling(stair.code, f"{n // stair.per_floor + 1}{n % stair.per_floor + 1:02}")
        wanted -= min(height, stair.capacity, wanted)


def spread_over_compounds(plan: CommunityPlan) -> list[Stair]:
    """All stairs, one of each compound in turn, so that a few of them lie in all compounds."""
    queues = [[stair for one in compound.buildings for stair in one.stairs] for compound in plan.compounds]
    longest = max(len(queue) for queue in queues)
    return [queue[n] for n in range(longest) for queue in queues if n < len(queue)]
