"""The geography of the sample district: real names and codes of streets and communities, everything else invented.

The outline, all borders, grids, compounds and buildings are drawn by rule and chance from a seed, and marked
schematic: nobody lives at these addresses. Of the 87 communities that lie in the 11 streets 72 are used, as many as
the mergers left; which ones those are is not published in one list, so the choice is ours (see ``data/NOTICE`` for
the sources and their licences).
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from shapely import Polygon, union_all

from xinyi.config.sample.geography_compounds import CommunityPlan, Dwelling, dwellings_of, plan_community
from xinyi.config.sample.geography_ground import Ground, draw_ground, to_degrees, to_ring
from xinyi.config.sample.geography_names import Names
from xinyi.kernel.places.api import PlaceRow

DATA = Path(__file__).resolve().parent / "data"
DISTRICT_CODE = "510107000000"
DISTRICT_NAME = "锦城区"
DEFAULT_RESIDENTS = 20_000
RESIDENTS_PER_DWELLING = 2.5
GRIDS = 700


@dataclass(frozen=True)
class Listed:
    """A street or community of the published lists."""

    code: str
    name: str
    street_code: str = ""

    @property
    def short_name(self) -> str:
        """The name without what it is: "玉林", "洗面桥"."""
        return self.name.removesuffix("街道").removesuffix("社区")


def generate(*, seed: int = 12, residents: int = DEFAULT_RESIDENTS) -> list[PlaceRow]:
    """All places of the sample, parents before children; the same seed gives the same rows.

    Down to the stairs the district has its full size (about 1.2 million residents) whatever ``residents`` is; the
    dwellings are those of so many residents, at most 1,200,000.
    """
    streets, communities = listed("streets.csv"), listed("communities.csv")
    chance = chance_from(seed)
    sizes = {street.code: sum(one.street_code == street.code for one in communities) for street in streets}
    ground = draw_ground(sizes, chance)
    names = Names(chance_from(seed + 1))
    plans = plan_all(ground, communities, seed=seed, names=names)
    capacity = sum(plan.capacity for plan in plans.values())
    share = min(1.0, residents / RESIDENTS_PER_DWELLING / capacity)
    return [
        district_row(ground),
        *street_rows(ground, streets, communities=communities),
        *(row for one in communities for row in community_rows(one, plan=plans[one.code], share=share)),
    ]


def chance_from(seed: object) -> Random:
    """Repeatable chance for a drawing; no secret comes from it."""
    return Random(str(seed))  # noqa: S311 -- see above


def listed(name: str) -> list[Listed]:
    """The rows of one published list."""
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return [Listed(**row) for row in csv.DictReader(lines)]


def areas_by_code(ground: Ground, communities: list[Listed]) -> dict[str, Polygon]:
    """Community code to its area: the n-th community of a street takes the n-th area drawn in it."""
    drawn = {street: iter(areas) for street, areas in ground.areas.items()}
    return {one.code: next(drawn[one.street_code]) for one in communities}


def plan_all(ground: Ground, communities: list[Listed], *, seed: int, names: Names) -> Mapping[str, CommunityPlan]:
    """Every community's compounds, buildings and grids; each has its own chance, so one does not move the others."""
    usual = GRIDS / len(communities)
    return {
        code: plan_community(area, code=code, chance=chance_from(f"{seed} {code}"), names=names, grids=usual)
        for code, area in areas_by_code(ground, communities).items()
    }


def district_row(ground: Ground) -> PlaceRow:
    """The district with the river and roads of its drawing."""
    lon, lat = to_degrees(ground.outline.representative_point())
    sketch = {"rivers": [to_ring(line) for line in ground.rivers], "roads": [to_ring(line) for line in ground.roads]}
    return PlaceRow(
        code=DISTRICT_CODE,
        name=DISTRICT_NAME,
        short_name=DISTRICT_NAME.removesuffix("区"),
        level="district",
        area=to_ring(ground.outline.exterior),
        sketch=sketch,
        lon=lon,
        lat=lat,
        schematic=True,
    )


def street_rows(ground: Ground, streets: list[Listed], *, communities: list[Listed]) -> Iterator[PlaceRow]:
    """The streets, each the union of its communities."""
    areas = areas_by_code(ground, communities)
    for street in streets:
        whole = union_all([areas[one.code] for one in communities if one.street_code == street.code])
        assert isinstance(whole, Polygon), f"{street.name} falls apart"
        yield area_row(street, whole, level="street", parent_code=DISTRICT_CODE)


def area_row(one: Listed, area: Polygon, *, level: str, parent_code: str) -> PlaceRow:
    """A street or a community."""
    lon, lat = to_degrees(area.representative_point())
    return PlaceRow(
        code=one.code,
        name=one.name,
        short_name=one.short_name,
        level=level,
        parent_code=parent_code,
        area=to_ring(area.exterior),
        lon=lon,
        lat=lat,
        schematic=True,
    )


def community_rows(one: Listed, *, plan: CommunityPlan, share: float) -> Iterator[PlaceRow]:
    """A community, its grids and everything in its compounds."""
    yield area_row(one, plan.area, level="community", parent_code=one.street_code)
    for number, area in enumerate(plan.grids, start=1):
        code = plan.grid_code(number)
        lon, lat = to_degrees(area.representative_point())
        yield PlaceRow(
            code, f"第 {number} 网格", "grid", one.code, area=to_ring(area.exterior), lon=lon, lat=lat, schematic=True
        )
    yield from compound_rows(plan)
    yield from (dwelling_row(dwelling) for dwelling in dwellings_of(plan, share))


def compound_rows(plan: CommunityPlan) -> Iterator[PlaceRow]:
    """Compounds with their buildings and stairs; a compound within one grid names it."""
    for compound in plan.compounds:
        lon, lat = to_degrees(compound.area.representative_point())
        grids = {building.grid for building in compound.buildings}
        grid_code = plan.grid_code(grids.pop()) if len(grids) == 1 else ""
        yield PlaceRow(
            compound.code, compound.name, "compound", plan.code, grid_code,
            area=to_ring(compound.area.exterior), lon=lon, lat=lat, schematic=True,
        )  # fmt: skip
        for building in compound.buildings:
            lon, lat = to_degrees(building.footprint.centroid)
            yield PlaceRow(
                building.code, f"{building.number} 栋", "building", compound.code, plan.grid_code(building.grid),
                area=to_ring(building.footprint.exterior), lon=lon, lat=lat, schematic=True,
            )  # fmt: skip
            for stair in building.stairs:
                grid_code = plan.grid_code(building.grid)
                yield PlaceRow(stair.code, f"{stair.number} 单元", "stair", building.code, grid_code, lon=lon, lat=lat)


def dwelling_row(dwelling: Dwelling) -> PlaceRow:
    """One dwelling; it lies where its stair lies."""
    return PlaceRow(f"{dwelling.stair_code}-{dwelling.number}", dwelling.number, "dwelling", dwelling.stair_code)
