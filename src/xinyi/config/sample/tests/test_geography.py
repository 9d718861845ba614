"""The sample district: complete, repeatable, and every building in one grid."""

from collections import Counter, defaultdict
from functools import cache

import pytest
from shapely import Point, Polygon, coverage_is_valid, union_all

from xinyi.config.sample.geography import generate

METRE = 1 / 100_000


@cache
def rows():
    return tuple(generate())


def of_level(level):
    return [row for row in rows() if row.level == level]


def by_code():
    return {row.code: row for row in rows()}


def test_the_district_has_11_streets_72_communities_and_about_700_grids():
    counted = Counter(row.level for row in rows())

    assert (counted["district"], counted["street"], counted["community"]) == (1, 11, 72)
    assert 660 <= counted["grid"] <= 760


def test_twenty_thousand_residents_live_in_eight_thousand_dwellings():
    assert abs(len(of_level("dwelling")) - 8_000) <= 40


@pytest.mark.long
def test_a_million_and_two_hundred_thousand_have_room():
    full = generate(residents=1_200_000)

    dwellings = Counter(row.parent_code for row in full if row.level == "dwelling")
    assert sum(dwellings.values()) == pytest.approx(480_000, rel=0.01)
    assert len(dwellings) > 0.98 * len(of_level("stair"))


def test_the_same_seed_gives_the_same_rows_and_another_seed_another_map():
    assert generate() == list(rows())
    assert generate(seed=13)[0].area != rows()[0].area


def test_parents_come_before_children_and_every_code_is_used_once():
    seen = {""}
    for row in rows():
        assert {row.parent_code, row.grid_code} <= seen
        assert row.code not in seen
        seen.add(row.code)


def test_communities_cover_the_district_without_gap_or_overlap():
    areas = [Polygon(row.area) for row in of_level("community")]

    assert coverage_is_valid(areas)
    assert union_all(areas).equals(Polygon(rows()[0].area))


def test_every_building_lies_in_its_one_grid_and_in_its_compound():
    known = by_code()

    strays = [
        row.code
        for row in of_level("building")
        for code in (row.grid_code, row.parent_code)
        if Polygon(known[code].area).distance(Point(row.lon, row.lat)) > METRE
    ]

    assert strays == []


def test_some_compounds_span_several_grids_and_some_grids_hold_several_compounds():
    grids, compounds = defaultdict(set), defaultdict(set)
    for row in of_level("building"):
        grids[row.parent_code].add(row.grid_code)
        compounds[row.grid_code].add(row.parent_code)

    assert sum(len(one) > 1 for one in grids.values()) > 100
    assert sum(len(one) > 1 for one in compounds.values()) > 30


def test_a_compound_within_one_grid_names_it_and_a_wider_one_names_none():
    grids = defaultdict(set)
    for row in of_level("building"):
        grids[row.parent_code].add(row.grid_code)

    named = {row.code: row.grid_code for row in of_level("compound")}

    assert named == {code: (min(one) if len(one) == 1 else "") for code, one in grids.items()}


def test_every_area_is_marked_schematic_and_valid():
    drawn = [row for row in rows() if row.area]

    assert all(row.schematic for row in drawn)
    assert all(Polygon(row.area).is_valid for row in drawn)


def test_names_of_compounds_are_given_once():
    names = [row.name for row in of_level("compound")]

    assert len(set(names)) == len(names)
    assert "竹园小区" in names
