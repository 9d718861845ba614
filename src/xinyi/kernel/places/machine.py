"""The arithmetic of places: depth-first numbers with room to grow, sort keys, systems of coordinates."""

import math
import re
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
Interval = tuple[int, int]

LAST_NUMBER = 2**31 - 1
DISTRICT_NUMBERS: Interval = (0, LAST_NUMBER)
SPARE_LEAST = {"district": 0, "street": 8192, "community": 1024, "compound": 128, "building": 32, "stair": 8}
SPARE_SHARE = 4
EARTH_RADIUS = 6_378_245.0
EARTH_ECCENTRICITY = 0.00669342162296594323
BAIDU_TURN = math.pi * 3000.0 / 180.0
METRES_PER_DEGREE = 111_320.0
WEST, EAST, SOUTH, NORTH = 72.004, 137.8347, 0.8293, 55.8271


def number(
    children: Mapping[Key, Sequence[Key]], top: Key, *, start: int, levels: Mapping[Key, str]
) -> dict[Key, Interval]:
    """Depth-first numbers for ``top`` and all below it, beginning with ``start``.

    Every place but a dwelling keeps spare numbers at its end: room for three new places of the next level, and at
    least a quarter of what it holds, so that a new building seldom needs a renumbering.
    """
    first: dict[Key, int] = {}
    numbered: dict[Key, Interval] = {}
    stack: list[tuple[Key, bool]] = [(top, False)]
    following = start
    while stack:
        key, is_done = stack.pop()
        if is_done:
            held = following - first[key]
            spare = 0 if levels[key] == "dwelling" else max(SPARE_LEAST[levels[key]], held // SPARE_SHARE)
            following += spare
            numbered[key] = (first[key], following - 1)
            continue
        first[key] = following
        following += 1
        stack.append((key, True))
        stack.extend((child, False) for child in reversed(children.get(key, ())))
    return numbered


def sort_key(name: str) -> str:
    """A text that sorts a Chinese name by pinyin and its numbers by size.

    GB 2312 lists its 3,755 common characters by pinyin; the rarer ones follow by radical. Hexadecimal keeps the order
    under every collation.
    """
    padded = re.sub(r"\d+", lambda found: found[0].zfill(6), name)
    return padded.encode("gb18030").hex()


def gcj02_to_wgs84(lon: float, lat: float) -> tuple[float, float]:
    """Chinese map coordinates (Gaode, Tencent, WeChat) to WGS 84, exact to a centimetre within China."""
    guess_lon, guess_lat = lon, lat
    for _ in range(4):
        shifted_lon, shifted_lat = wgs84_to_gcj02(guess_lon, guess_lat)
        guess_lon, guess_lat = guess_lon + lon - shifted_lon, guess_lat + lat - shifted_lat
    return guess_lon, guess_lat


def bd09_to_wgs84(lon: float, lat: float) -> tuple[float, float]:
    """Baidu coordinates to WGS 84, exact to about a metre."""
    x, y = lon - 0.0065, lat - 0.006
    radius = math.hypot(x, y) - 0.00002 * math.sin(y * BAIDU_TURN)
    angle = math.atan2(y, x) - 0.000003 * math.cos(x * BAIDU_TURN)
    return gcj02_to_wgs84(radius * math.cos(angle), radius * math.sin(angle))


def wgs84_to_gcj02(lon: float, lat: float) -> tuple[float, float]:
    """WGS 84 to Chinese map coordinates, for links into their maps. Outside China the two are the same."""
    if not (WEST <= lon <= EAST and SOUTH <= lat <= NORTH):
        return lon, lat
    x, y = lon - 105.0, lat - 35.0
    waves = 20 * math.sin(6 * x * math.pi) + 20 * math.sin(2 * x * math.pi)
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x))
    north += (
        (waves + swing(y, whole=20, third=40) + 160 * math.sin(y / 12 * math.pi) + 320 * math.sin(y * math.pi / 30))
        * 2
        / 3
    )
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x))
    east += (
        (waves + swing(x, whole=20, third=40) + 150 * math.sin(x / 12 * math.pi) + 300 * math.sin(x / 30 * math.pi))
        * 2
        / 3
    )
    flattening = 1 - EARTH_ECCENTRICITY * math.sin(math.radians(lat)) ** 2
    north_radius = EARTH_RADIUS * (1 - EARTH_ECCENTRICITY) / flattening**1.5
    east_radius = EARTH_RADIUS / math.sqrt(flattening) * math.cos(math.radians(lat))
    return lon + math.degrees(east / east_radius), lat + math.degrees(north / north_radius)


def swing(value: float, *, whole: float, third: float) -> float:
    """One of the waves the Chinese system adds."""
    return whole * math.sin(value * math.pi) + third * math.sin(value / 3 * math.pi)


def metres_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Distance in metres of two (longitude, latitude), exact to a thousandth within a city."""
    shrink = math.cos(math.radians((one[1] + other[1]) / 2))
    return math.hypot((one[0] - other[0]) * shrink, one[1] - other[1]) * METRES_PER_DEGREE
