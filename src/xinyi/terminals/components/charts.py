"""Geometry of the charts and maps that the server draws: plain numbers in, SVG coordinates out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any, NamedTuple

# The coordinates of ready path data; every command of it that we write takes pairs.
PAIR = re.compile(r"(-?[\d.]+),(-?[\d.]+)")
# A ring is a closed line of (x, y), or of (longitude, latitude) in degrees.
Ring = Sequence[tuple[float, float]]


class Box(NamedTuple):
    """A drawing area."""

    width: float
    height: float


@dataclass(frozen=True)
class Bar:
    """An upright bar."""

    x: float
    y: float
    width: float
    height: float
    label: str
    value: float


def ceiling(largest: float) -> int:
    """The round number at or above the largest value, so that thirds of it are whole: 30, 60, 90, 150, 300 …"""
    scale = 1
    while True:
        for step in (3, 6, 9, 12, 15, 18, 24):
            if step * scale >= largest:
                return step * scale
        scale *= 10


def upright_bars(values: Sequence[float], *, slots: int, box: Box, top: float) -> list[Bar]:
    """One bar per value over ``slots`` equal places; a bar fills three quarters of its place."""
    place = box.width / slots
    return [
        Bar(
            x=round(number * place + place * 0.12, 1),
            y=round(box.height - value / top * box.height, 1),
            width=round(place * 0.76, 1),
            height=round(value / top * box.height, 1),
            label=str(number),
            value=value,
        )
        for number, value in enumerate(values)
    ]


def line_path(values: Sequence[float], *, slots: int, box: Box, top: float) -> str:
    """A polyline through the middles of the places; empty without values."""
    place = box.width / slots
    points = [
        f"{number * place + place / 2:.1f} {box.height - value / top * box.height:.1f}"
        for number, value in enumerate(values)
    ]
    return "M" + "L".join(points) if points else ""


def shares(values: Iterable[float], *, width: float, gap: float) -> list[tuple[float, float]]:
    """Start and width of each part of a stacked bar; parts of nothing have no width."""
    amounts = list(values)
    total = sum(amounts) or 1
    room = width - gap * (len(amounts) - 1)
    parts, start = [], 0.0
    for amount in amounts:
        size = amount / total * room
        parts.append((round(start, 2), round(size, 2)))
        start += size + gap
    return parts


class Frame:
    """Fits rings of any coordinates into a drawing, north up, with a margin."""

    def __init__(self, rings: Sequence[Ring], *, box: Box, margin: float, geographic: bool) -> None:
        """The frame of all rings together; there is at least one point."""
        self.shrink = cos(radians(sum(p[1] for p in rings[0]) / len(rings[0]))) if geographic else 1.0
        xs = [x * self.shrink for ring in rings for x, _y in ring]
        ys = [y for ring in rings for _x, y in ring]
        self.west, self.north = min(xs), max(ys) if geographic else min(ys)
        self.flip = -1 if geographic else 1
        wide, high = max(xs) - min(xs) or 1, max(ys) - min(ys) or 1
        self.scale = min((box.width - 2 * margin) / wide, (box.height - 2 * margin) / high)
        self.left = (box.width - wide * self.scale) / 2
        self.top = (box.height - high * self.scale) / 2

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the world stands in the drawing."""
        return (
            round(self.left + (x * self.shrink - self.west) * self.scale, 1),
            round(self.top + (y - self.north) * self.flip * self.scale, 1),
        )

    def moved(self, path: str) -> str:
        """Ready path data, every pair of it put where it stands in the drawing."""
        return PAIR.sub(lambda pair: "{:g},{:g}".format(*self.point(float(pair[1]), float(pair[2]))), path)

    def path(self, ring: Ring) -> str:
        """A ring as path data."""
        return "M" + "L".join(f"{x:g} {y:g}" for x, y in (self.point(*place) for place in ring)) + "Z"


def ring_of(area: Mapping[str, Any]) -> Ring:
    """The corners of an area given as ``ring`` or as ready ``path`` data."""
    if "path" in area:
        return [(float(pair[1]), float(pair[2])) for pair in PAIR.finditer(area["path"])]
    ring: Ring = area["ring"]
    return ring


def centre(ring: Ring) -> tuple[float, float]:
    """The centre of gravity of a ring; the mean of its points when it has no area."""
    area = x_sum = y_sum = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        area += cross
        x_sum += (x1 + x2) * cross
        y_sum += (y1 + y2) * cross
    if not area:
        return sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)
    return x_sum / (3 * area), y_sum / (3 * area)


def level_of(value: float, values: Sequence[float], *, levels: int = 5) -> int:
    """Which of the map's shades a value gets: by rank among all, 0 the faintest."""
    below = sum(other < value for other in values)
    return min(levels - 1, below * levels // max(len(values), 1))


# Any: areas come from pages as plain dicts.
def _shape(area: Mapping[str, Any], *, frame: Frame, counts: Sequence[float]) -> dict[str, Any]:
    x, y = frame.point(*(area.get("at") or centre(area["ring"])))
    return {
        "path": frame.moved(area["path"]) if "path" in area else frame.path(area["ring"]),
        "name": area.get("name", ""),
        "count": area.get("count", 0),
        "href": area.get("href", ""),
        "level": area["level"] if "level" in area else level_of(area.get("count", 0), counts),
        "x": x,
        "y": y,
    }


def area_map(
    *,
    areas: Sequence[Mapping[str, Any]],
    borders: Sequence[Mapping[str, Any]] = (),
    pins: Sequence[Mapping[str, Any]] = (),
    waters: Sequence[str] = (),
    roads: Sequence[str] = (),
    box: Box,
    margin: float = 12,
    geographic: bool = True,
) -> dict[str, Any]:
    """Everything that a map draws.

    Areas and borders have ``ring`` (or ``path`` data and ``at``, where the name stands), ``name``, ``count``,
    ``href`` and perhaps ``level`` 0–4; waters and roads are path data; pins have ``x``, ``y``,
    ``tone``, ``text``, ``note``.
    """
    areas, borders = [one for one in areas if ring_of(one)], [one for one in borders if ring_of(one)]
    rings = [ring_of(one) for one in [*areas, *borders]]
    if not rings:
        return {"areas": [], "borders": [], "pins": [], "waters": [], "roads": []}
    counts = [area.get("count", 0) for area in areas]
    frame = Frame(rings, box=box, margin=margin, geographic=geographic)
    return {
        "areas": [_shape(area, frame=frame, counts=counts) for area in areas],
        "borders": [_shape(border, frame=frame, counts=()) for border in borders],
        "waters": [frame.moved(line) for line in waters],
        "roads": [frame.moved(line) for line in roads],
        "pins": [_pin(pin, frame) for pin in pins],
    }


def _pin(pin: Mapping[str, Any], frame: Frame) -> dict[str, Any]:
    x, y = frame.point(pin["x"], pin["y"])
    return {"x": x, "y": y, "tone": pin.get("tone", ""), "text": pin.get("text", ""), "note": pin.get("note", "")}
