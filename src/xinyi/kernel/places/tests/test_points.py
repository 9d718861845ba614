"""From a point on the ground to the smallest known place."""

import pytest

from xinyi.kernel.places.api import OutsideDistrict, place_at
from xinyi.kernel.places.tests.ground import SOUTH, WEST

METRE = 1 / 111_320


def test_the_nearest_building_within_sixty_metres_is_meant(ground):
    found = place_at(asking=ground, lon=WEST + 0.001, lat=SOUTH + 0.001 + 59 * METRE)

    assert found.code == "TB1"


def test_farther_away_it_is_the_grid(ground):
    found = place_at(asking=ground, lon=WEST + 0.001, lat=SOUTH + 0.001 + 62 * METRE)

    assert found.code == "TG1"


def test_without_a_grid_it_is_the_community(ground):
    assert place_at(asking=ground, lon=WEST + 0.015, lat=SOUTH + 0.005).code == "TC2"


@pytest.mark.parametrize(("lon", "lat"), [(WEST - 1, SOUTH), (0.0, 0.0), (179.9, -89.0)])
def test_a_point_outside_the_district_is_refused(ground, lon, lat):
    with pytest.raises(OutsideDistrict):
        place_at(asking=ground, lon=lon, lat=lat)
