"""Reads of places: the tree kept in the process, points to places, the schematic map. Places are public."""

from xinyi.kernel.places.queries.points import OutsideDistrict, place_at
from xinyi.kernel.places.queries.schematic import DistrictMap, MapCommunity, MapStreet, district_map
from xinyi.kernel.places.queries.search import search_places
from xinyi.kernel.places.queries.tree import (
    PlaceRef,
    PlaceUnknown,
    chain,
    children_of,
    district,
    full_name,
    outline_of,
    place_by_code,
    place_by_id,
)

__all__ = [
    "DistrictMap",
    "MapCommunity",
    "MapStreet",
    "OutsideDistrict",
    "PlaceRef",
    "PlaceUnknown",
    "chain",
    "children_of",
    "district",
    "district_map",
    "full_name",
    "outline_of",
    "place_at",
    "place_by_code",
    "place_by_id",
    "search_places",
]
