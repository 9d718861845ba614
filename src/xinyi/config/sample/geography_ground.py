"""Draws the ground: an invented outline cut into streets and communities with borders that bend like real ones.

Everything is first cut straight (Voronoi cells of relaxed points), then the whole line work is bent by one smooth
wave field, so that neighbours keep exactly the same border. Metres around the middle of the district.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np
from shapely import (
    LineString,
    MultiPoint,
    Point,
    Polygon,
    get_coordinates,
    get_parts,
    intersection,
    polygonize,
    segmentize,
    transform,
    union,
    union_all,
    voronoi_polygons,
)
from shapely.geometry.base import BaseGeometry

MIDDLE = (104.0412, 30.6318)
METRES_PER_DEGREE = 111_320.0
SHRINK = math.cos(math.radians(MIDDLE[1]))
DEGREE_DIGITS = 6
HALF_WIDTH, HALF_HEIGHT = 6_100.0, 3_700.0
CORNER_METRES = 70.0
# Everything is cut to whole centimetres: corners that nearly coincide make cutting fail.
GRID_SIZE, BORDER_GRID_SIZE = 0.01, 1.0
CORNERS = 240
RELAXATIONS = 14
# (wave length, height) in metres: the steepness of all together stays below one, so the field never folds.
WAVES = ((6200.0, 230.0), (3100.0, 150.0), (1400.0, 70.0), (700.0, 34.0), (380.0, 15.0))
# Where the streets lie in the drawing, as shares of the half width and half height, in the order of the list.
STREET_POINTS = (
    (0.36, 0.60),
    (0.80, 0.20),
    (0.46, 0.06),
    (0.58, -0.48),
    (-0.14, 0.66),
    (0.06, 0.16),
    (-0.30, -0.46),
    (-0.56, 0.40),
    (-0.62, -0.28),
    (0.08, -0.60),
    (-0.24, 0.06),
)
RIVERS = (((-1.1, 0.36), (-0.75, 0.02), (-0.42, -0.10), (-0.10, -0.12), (0.12, -0.42), (0.22, -0.72), (0.46, -1.05)),)
ROADS = (
    ((-0.88, 0.62), (-0.66, 0.10), (-0.30, -0.42), (0.20, -0.58), (0.62, -0.72), (0.78, -0.86)),
    ((-1.05, -0.10), (-0.48, 0.02), (0.10, 0.18), (0.52, 0.55), (0.80, 0.86)),
    ((-0.42, 0.98), (-0.26, 0.46), (0.10, 0.02), (0.55, -0.20), (1.02, -0.34)),
)


@dataclass(frozen=True)
class Ground:
    """The outline, the communities' areas per street code, and lines for the eye."""

    outline: Polygon
    areas: Mapping[str, Sequence[Polygon]]
    rivers: Sequence[LineString]
    roads: Sequence[LineString]


def draw_ground(sizes: Mapping[str, int], chance: Random) -> Ground:
    """Cut the outline into one part per street and each street into so many communities."""
    straight = straight_outline(chance)
    points = [Point(x * HALF_WIDTH, y * HALF_HEIGHT) for x, y in STREET_POINTS]
    parts = dict(zip(sizes, cells(points, straight), strict=True))
    cut = {code: relaxed_cells(parts[code], count, chance=chance) for code, count in sizes.items()}
    bend = bending(chance)
    faces = bent_faces([cell for street in cut.values() for cell in street], bend)
    areas = {code: [face_of(cell, faces, bend=bend) for cell in street] for code, street in cut.items()}
    outline = union_all([area for street in areas.values() for area in street])
    assert isinstance(outline, Polygon)
    return Ground(outline, areas, lines_within(RIVERS, outline), lines_within(ROADS, outline))


def straight_outline(chance: Random) -> Polygon:
    """A rounded shape whose radius wanders a little."""
    waves = [(n, chance.uniform(0, math.tau), 0.075 / n**0.75) for n in range(2, 9)]

    def corner(angle: float) -> tuple[float, float]:
        swell = 1 + sum(height * math.sin(n * angle + phase) for n, phase, height in waves)
        return HALF_WIDTH * swell * math.cos(angle), HALF_HEIGHT * swell * math.sin(angle)

    return Polygon([corner(math.tau * n / CORNERS) for n in range(CORNERS)])


def cells(points: Sequence[Point], area: BaseGeometry) -> list[BaseGeometry]:
    """The part of the area nearest to each point, in the order of the points."""
    cut = get_parts(voronoi_polygons(MultiPoint(points), extend_to=area))
    found = [next(cell for cell in cut if cell.covers(point)) for point in points]
    return tidy([intersection(cell, area, grid_size=GRID_SIZE) for cell in found])


def tidy(pieces: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """Each piece in one part: a part cut off goes to the neighbour with the longest common border."""
    whole = [max(get_parts(piece), key=lambda part: part.area) for piece in pieces]
    for n, piece in enumerate(pieces):
        for part in get_parts(piece):
            if isinstance(part, Polygon) and not part.equals(whole[n]) and not whole[n].covers(part):
                borders = [intersection(part, other, grid_size=GRID_SIZE).length for other in whole]
                nearest = max(range(len(whole)), key=borders.__getitem__)
                joined = union(whole[nearest], part, grid_size=GRID_SIZE)
                whole[nearest] = joined if isinstance(joined, Polygon) else whole[nearest]
    return whole


def relaxed_cells(area: BaseGeometry, count: int, *, chance: Random, rounds: int = RELAXATIONS) -> list[BaseGeometry]:
    """The area cut into so many cells of about the same size (Lloyd's method)."""
    points = [point_within(area, chance) for _ in range(count)]
    if count == 1:
        return [area]
    for _ in range(rounds):
        points = [
            cell.centroid if area.covers(cell.centroid) else cell.representative_point() for cell in cells(points, area)
        ]
    return cells(points, area)


def point_within(area: BaseGeometry, chance: Random) -> Point:
    """A point somewhere in the area."""
    west, south, east, north = area.bounds
    while True:
        point = Point(chance.uniform(west, east), chance.uniform(south, north))
        if area.contains(point):
            return point


class bending:  # noqa: N801 -- used as a function that remembers its waves
    """A smooth field that moves every point a little, near points nearly alike."""

    def __init__(self, chance: Random) -> None:
        self.waves = [
            (
                math.tau / wave,
                height,
                chance.uniform(0, math.tau),
                chance.uniform(0, math.tau),
                chance.uniform(0, math.tau),
            )
            for wave, height in WAVES
            for _ in range(3)
        ]

    def __call__(self, points: Any) -> Any:  # Any: an array of coordinates has no narrower type in shapely
        """The points moved."""
        moved = np.array(points, dtype=float)
        for steepness, height, heading, phase, towards in self.waves:
            along = points[:, 0] * math.cos(heading) + points[:, 1] * math.sin(heading)
            push = height * np.sin(along * steepness + phase) / math.sqrt(3)
            moved[:, 0] += push * math.cos(towards)
            moved[:, 1] += push * math.sin(towards)
        return moved


def bent_faces(straight: Sequence[BaseGeometry], bend: bending) -> list[BaseGeometry]:
    """The cells with all their borders bent; neighbours share every corner."""
    lines = union_all([cell.boundary for cell in straight], grid_size=BORDER_GRID_SIZE)
    bent = union_all(transform(segmentize(lines, CORNER_METRES), bend), grid_size=GRID_SIZE)
    return [face for face in get_parts(polygonize(get_parts(bent))) if isinstance(face, Polygon)]


def face_of(cell: BaseGeometry, faces: Sequence[BaseGeometry], *, bend: bending) -> Polygon:
    """The bent face of a straight cell."""
    point = transform(cell.representative_point(), bend)
    face = next(face for face in faces if face.covers(point))
    assert isinstance(face, Polygon)
    return Polygon(face.exterior)


def lines_within(lines: Sequence[Sequence[tuple[float, float]]], outline: Polygon) -> list[LineString]:
    """The lines, smoothed, as far as they lie within the outline."""
    found = []
    for line in lines:
        whole = LineString(smooth([(x * HALF_WIDTH, y * HALF_HEIGHT) for x, y in line]))
        found.append(max(get_parts(whole.intersection(outline)), key=lambda part: part.length))
    return found


def smooth(points: Sequence[tuple[float, float]], steps: int = 4) -> list[tuple[float, float]]:
    """More points between the given ones, on a curve through them (Catmull-Rom)."""
    padded = np.array([points[0], *points, points[-1]])
    curve: list[tuple[float, float]] = []
    for before, start, end, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for t in (n / steps for n in range(steps)):
            x, y = (
                2 * start + (end - before) * t + (2 * before - 5 * start + 4 * end - after) * t**2
                + (3 * start - before - 3 * end + after) * t**3
            ) / 2  # fmt: skip
            curve.append((float(x), float(y)))
    return [*curve, points[-1]]


def to_degrees(point: Point) -> tuple[float, float]:
    """Metres to WGS 84."""
    lon = MIDDLE[0] + point.x / METRES_PER_DEGREE / SHRINK
    return round(lon, DEGREE_DIGITS), round(MIDDLE[1] + point.y / METRES_PER_DEGREE, DEGREE_DIGITS)


def to_ring(line: BaseGeometry) -> list[list[float]]:
    """A line or ring in metres as (longitude, latitude)."""
    degrees = np.array(MIDDLE) + get_coordinates(line) / METRES_PER_DEGREE / np.array([SHRINK, 1])
    return [[round(lon, DEGREE_DIGITS), round(lat, DEGREE_DIGITS)] for lon, lat in degrees.tolist()]
