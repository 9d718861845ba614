"""From a point on the ground to the smallest known place."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from shapely import Point, Polygon, STRtree, box

from xinyi.kernel.base.api import Refused
from xinyi.kernel.places.machine import METRES_PER_DEGREE, metres_between
from xinyi.kernel.places.models import LEVELS, Place
from xinyi.kernel.places.queries.tree import PlaceRef, tree
from xinyi.kernel.scope.api import Asking, cached

NEAR_METRES = 60
AREA_LEVELS = ("district", "street", "community", "grid")


class OutsideDistrict(Refused):
    """The point belongs to somebody else."""

    message = _("这个位置不在本区范围内，请在地图上重新选点，或者直接选择小区。")


@dataclass(frozen=True)
class Index:
    """Areas of responsibility and points of buildings, each with the ids in the same order."""

    areas: STRtree
    area_ids: Sequence[int]
    buildings: STRtree
    building_ids: Sequence[int]


def place_at(*, asking: Asking, lon: float, lat: float) -> PlaceRef:
    """The building within 60 m of a WGS 84 point, else its grid, else its community. Raises ``OutsideDistrict``."""
    known = tree(asking).by_id
    index = cached(asking, "places.points", stamps=("places",), load=load)
    if (near := nearest_building(index, lon=lon, lat=lat)) is not None:
        return known[near]
    found = [known[index.area_ids[n]] for n in index.areas.query(Point(lon, lat), predicate="intersects")]
    if not found:
        raise OutsideDistrict
    return max(found, key=lambda place: (LEVELS.index(place.level), -place.id))


def nearest_building(index: Index, *, lon: float, lat: float) -> int | None:
    """The id of the nearest building within reach, None when there is none."""
    reach = 1.3 * NEAR_METRES / METRES_PER_DEGREE
    around = index.buildings.query(box(lon - reach, lat - reach, lon + reach, lat + reach))
    if not len(around):
        return None
    points = index.buildings.geometries
    distances = [(metres_between((lon, lat), (points[n].x, points[n].y)), index.building_ids[n]) for n in around]
    distance, building_id = min(distances)
    return building_id if distance <= NEAR_METRES else None


def load() -> Index:
    """Two statements, read when the first point is asked for."""
    valid = Place.objects.filter(valid_to=None)
    areas = list(valid.filter(level__in=AREA_LEVELS, area__isnull=False).values_list("id", "area"))
    buildings = list(valid.filter(level="building", lon__isnull=False).values_list("id", "lon", "lat"))
    return Index(
        areas=STRtree([Polygon(ring) for _id, ring in areas]),
        area_ids=[place_id for place_id, _ring in areas],
        buildings=STRtree([Point(lon, lat) for _id, lon, lat in buildings]),
        building_ids=[place_id for place_id, _lon, _lat in buildings],
    )
