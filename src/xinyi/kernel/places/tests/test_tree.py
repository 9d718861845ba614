"""What lies where: the tree, its names, grids over buildings, codes."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from xinyi.kernel.places.api import (
    CodeTaken,
    ParentMissing,
    Place,
    PlaceRow,
    PlaceUnknown,
    chain,
    children_of,
    district_map,
    full_name,
    load_places,
    place_by_id,
    search_places,
)
from xinyi.kernel.places.tests.ground import ADMINISTRATOR, NOW, ask_anew, place


def names(places):
    return [one.name for one in places]


def add(*rows: PlaceRow):
    load_places(actor=ADMINISTRATOR, rows=rows, now=NOW)
    return ask_anew()


def test_the_chain_leads_from_the_district_down_to_the_place(ground):
    links = chain(asking=ground, place=place(ground, "TD1"))

    assert names(links[1:]) == ["北街街道", "梅社区", "试验竹园小区", "12 栋", "3 单元", "1201"]
    assert links[0].level == "district"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("TU1", "试验竹园小区 12 栋 3 单元"),
        ("TD1", "试验竹园小区 12 栋 3 单元 1201"),
        ("TG2", "梅社区 第 2 网格"),
        ("TC1", "梅社区"),
        ("TS1", "北街街道"),
    ],
)
def test_a_place_is_named_as_people_write_it(ground, code, name):
    assert full_name(asking=ground, place=place(ground, code)) == name


def test_a_compound_may_span_several_grids_and_a_grid_holds_several_compounds(ground):
    compound, first = place(ground, "TK1"), place(ground, "TG1")

    assert compound.grid_id is None
    assert [one.grid_id for one in children_of(asking=ground, place_id=compound.id, level="building")] == [
        first.id,
        place(ground, "TG2").id,
    ]
    assert names(children_of(asking=ground, place_id=first.id, level="building")) == ["1 栋", "2 栋"]


def test_every_stair_and_dwelling_is_in_the_grid_of_its_building(ground):
    grid = place(ground, "TG2")

    assert [place(ground, code).grid_id for code in ("TU1", "TD1")] == [grid.id, grid.id]
    assert names(children_of(asking=ground, place_id=grid.id, level="dwelling")) == ["301", "1201"]


def test_a_grid_has_the_numbers_of_its_community_and_names_itself(ground):
    grid, community = place(ground, "TG1"), place(ground, "TC1")

    assert grid.scope_columns() == {
        "street_id": place(ground, "TS1").id,
        "community_id": community.id,
        "grid_id": grid.id,
        "pos": community.pos,
    }
    assert (grid.pos, grid.pos_end) == (community.pos, community.pos_end)


def test_whatever_is_below_a_place_lies_between_its_numbers_and_nothing_else_does(ground):
    street = place(ground, "TS1")

    inside = Place.objects.filter(pos__range=(street.pos, street.pos_end)).exclude(id=street.id)

    assert set(inside.values_list("street_id", flat=True)) == {street.id}
    assert inside.count() == Place.objects.filter(street_id=street.id).exclude(id=street.id).count()


def test_an_unknown_place_is_refused(ground):
    with pytest.raises(PlaceUnknown):
        place_by_id(asking=ground, place_id=-1)


def test_a_code_is_given_once_at_a_time_but_may_be_given_again_later(ground):
    with pytest.raises(CodeTaken):
        add(PlaceRow("TK1", "试验二号", "compound", "TC1"))

    Place.objects.filter(code="TD2").update(valid_to=date(2026, 3, 2))
    assert place(add(PlaceRow("TD2", "302", "dwelling", "TU1")), "TD2").name == "302"


def test_a_place_in_a_place_that_is_not_there_is_refused(ground):
    with pytest.raises(ParentMissing):
        add(PlaceRow("TK9", "试验二号", "compound", "TC9"))


@pytest.mark.parametrize(
    "wrong",
    [{"level": "galaxy"}, {"pos": 9, "pos_end": 8}, {"community_id": None}, {"parent_id": None}, {"lon": 400.0}],
)
def test_the_database_keeps_nonsense_out(ground, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.filter(code="TK1").update(**wrong)


def test_the_tree_is_read_once_and_again_after_a_change(ground, django_assert_num_queries):
    place(ground, "TS1")
    with django_assert_num_queries(0):
        assert names(children_of(asking=ground, place_id=place(ground, "TK2").id, level="building")) == ["1 栋"]

    fresh = add(PlaceRow("TB4", "3 栋", "building", "TK2", "TG1"))

    assert names(children_of(asking=fresh, place_id=place(fresh, "TK2").id, level="building")) == ["1 栋", "3 栋"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("试验竹园", ["试验竹园小区"]),
        ("试验竹园小区 12栋", ["试验竹园小区 12 栋"]),
        ("试验竹园 2号楼", ["试验竹园小区 2 栋"]),
        ("试验竹园１２幢3单元", ["试验竹园小区 12 栋 3 单元"]),
        ("梅社区第2网格", ["梅社区 第 2 网格"]),
        ("不存在的地方", []),
        ("  ", []),
    ],
)
def test_a_place_is_found_by_what_people_type(ground, typed, found):
    matches = search_places(asking=ground, text=typed, limit=1)

    assert [full_name(asking=ground, place=one) for one in matches] == found


def test_the_schematic_map_keeps_every_community_and_joins_them_to_streets(ground):
    drawn = district_map(asking=ground)
    ours = [place(ground, code).id for code in ("TC1", "TC2", "TC3")]

    assert [one.id for one in drawn.communities if one.id in ours] == ours
    assert {one.name for one in drawn.streets} >= {"北街", "南街"}
    assert drawn.is_schematic
    assert all(0 <= one.x <= drawn.width and 0 <= one.y <= drawn.height for one in drawn.communities)
