"""The district as a drawing: outlines scaled to a box 1000 wide, made once per change of places."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from shapely import MultiPolygon, Polygon, coverage_simplify, maximum_inscribed_circle, union_all
from shapely.geometry.base import BaseGeometry

from xinyi.kernel.places.models import Place
from xinyi.kernel.places.queries.tree import PlaceRef, district, tree
from xinyi.kernel.scope.api import Asking, cached

WIDTH = 1000.0
MARGIN = 6.0
DETAIL = 1.2
LABEL_EXACTNESS = 2.0
Ring = Sequence[Sequence[float]]


@dataclass(frozen=True)
class MapCommunity:
    """A community's outline as an SVG path and where its label stands."""

    id: int
    name: str
    street_id: int | None
    path: str
    x: float
    y: float


@dataclass(frozen=True)
class MapStreet:
    """A street's outline as an SVG path and where its label stands."""

    id: int
    name: str
    path: str
    x: float
    y: float


@dataclass(frozen=True)
class DistrictMap:
    """The drawing; ``at`` puts a WGS 84 point on it. ``rivers`` and ``roads`` only please the eye."""

    width: int = int(WIDTH)
    height: int = 0
    outline: str = ""
    communities: tuple[MapCommunity, ...] = ()
    streets: tuple[MapStreet, ...] = ()
    rivers: tuple[str, ...] = ()
    roads: tuple[str, ...] = ()
    is_schematic: bool = False
    west: float = 0.0
    north: float = 0.0
    across: float = 1.0
    down: float = 1.0
    position: dict[int, tuple[float, float]] = field(default_factory=dict, hash=False)

    @property
    def view_box(self) -> str:
        """For the ``svg`` element."""
        return f"0 0 {self.width} {self.height}"

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a point stands in the drawing, which may be outside of it."""
        return (
            round(MARGIN + (lon - self.west) * self.across, 1),
            round(MARGIN + (self.north - lat) * self.down, 1),
        )


def district_map(*, asking: Asking) -> DistrictMap:
    """The drawing of the whole district; empty (height 0) when no community has an area."""
    return cached(asking, "places.schematic", stamps=("places",), load=lambda: draw(asking))


def draw(asking: Asking) -> DistrictMap:
    """Read the areas, scale and simplify them together so that neighbours keep their common border."""
    top = district(asking=asking)
    rows: list[tuple[int, Any, bool]] = list(
        Place.objects.filter(valid_to=None, level="community", area__isnull=False)
        .order_by("pos")
        .values_list("id", "area", "schematic")
    )
    if not rows:
        return DistrictMap()
    frame = frame_of([ring for _id, ring, _schematic in rows])
    shapes = coverage_simplify([Polygon([frame.at(*point) for point in ring]) for _id, ring, _s in rows], DETAIL)
    known = tree(asking).by_id
    communities = tuple(
        map_community(known[place_id], shape) for (place_id, *_rest), shape in zip(rows, shapes, strict=True)
    )
    sketch = Place.objects.filter(id=top.id).values_list("sketch", flat=True).first() or {}
    return DistrictMap(
        height=frame.height,
        outline=path_of(union_all(shapes)),
        communities=communities,
        streets=tuple(map_streets(tree(asking).by_level["street"], communities, shapes=shapes)),
        rivers=tuple(smooth_path([frame.at(*point) for point in line]) for line in sketch.get("rivers", ())),
        roads=tuple(smooth_path([frame.at(*point) for point in line]) for line in sketch.get("roads", ())),
        is_schematic=any(schematic for *_rest, schematic in rows),
        west=frame.west,
        north=frame.north,
        across=frame.across,
        down=frame.down,
        position={one.id: (one.x, one.y) for one in communities},
    )


def frame_of(rings: Sequence[Ring]) -> DistrictMap:
    """The empty drawing that the rings fit into, degrees of latitude stretched to their true length."""
    lons = [point[0] for ring in rings for point in ring]
    lats = [point[1] for ring in rings for point in ring]
    across = (WIDTH - 2 * MARGIN) / (max(lons) - min(lons))
    down = across / math.cos(math.radians((max(lats) + min(lats)) / 2))
    height = math.ceil((max(lats) - min(lats)) * down + 2 * MARGIN)
    return DistrictMap(height=height, west=min(lons), north=max(lats), across=across, down=down)


def map_community(place: PlaceRef, shape: BaseGeometry) -> MapCommunity:
    """One community of the drawing."""
    x, y = label_point(shape)
    return MapCommunity(place.id, place.short_name, place.street_id, path_of(shape), x, y)


def map_streets(
    streets: Sequence[PlaceRef], communities: Sequence[MapCommunity], *, shapes: Sequence[BaseGeometry]
) -> Iterable[MapStreet]:
    """The streets, joined from their communities, in the order of their numbers."""
    for place in sorted(streets, key=lambda one: one.pos):
        parts = [shape for one, shape in zip(communities, shapes, strict=True) if one.street_id == place.id]
        if parts:
            whole = union_all(parts)
            yield MapStreet(place.id, place.short_name, path_of(whole), *label_point(whole))


def label_point(shape: BaseGeometry) -> tuple[float, float]:
    """The middle of the largest circle that fits into the shape."""
    x, y = maximum_inscribed_circle(shape, tolerance=LABEL_EXACTNESS).coords[0]
    return round(x, 1), round(y, 1)


def path_of(shape: BaseGeometry) -> str:
    """An SVG path of the outer rings."""
    parts = shape.geoms if isinstance(shape, MultiPolygon) else [shape]
    return "".join(f"M{corners(part)}Z" for part in parts if isinstance(part, Polygon))


def corners(part: Polygon) -> str:
    """The corners of one ring, the closing one left out."""
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in part.exterior.coords[:-1])


def smooth_path(line: Sequence[tuple[float, float]]) -> str:
    """A line drawn through its points as one curve (Catmull-Rom, written as Béziers)."""
    padded = [line[0], *line, line[-1]]
    steps = [f"M{line[0][0]:.1f},{line[0][1]:.1f}"]
    for before, start, end, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        first = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        second = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        steps.append(" ".join(f"{x:.1f},{y:.1f}" for x, y in (first, second, end)))
    return steps[0] + "".join(f"C{step}" for step in steps[1:])
