"""How places change: new ones, full ones, retired ones, mergers."""

from itertools import pairwise
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import connection

from xinyi.kernel.places.api import (
    CannotMerge,
    Place,
    PlaceRow,
    StillInUse,
    children_of,
    load_places,
    merge,
    place_by_id,
    renumber,
    retire,
)
from xinyi.kernel.places.tests.ground import ADMINISTRATOR, NOW, ask_anew, place
from xinyi.kernel.scope.api import scope, system

PERSON = UUID(int=0xA11CE)


def numbers_are_nested():
    """Every valid place but a grid lies within its parent and apart from its brothers."""
    valid = Place.objects.filter(valid_to=None, parent__isnull=False).exclude(level="grid").select_related("parent")
    rows = sorted(valid, key=lambda one: (one.parent_id, one.pos))
    inside = all(one.parent.pos < one.pos <= one.pos_end <= one.parent.pos_end for one in rows)
    apart = all(a.parent_id != b.parent_id or a.pos_end < b.pos for a, b in pairwise(rows))
    return inside and apart


def test_a_new_building_takes_spare_numbers_and_moves_nobody(ground):
    before = dict(Place.objects.values_list("id", "pos"))

    load_places(actor=ADMINISTRATOR, rows=[PlaceRow("TB4", "3 栋", "building", "TK2", "TG1")], now=NOW)

    assert numbers_are_nested()
    assert {one: pos for one, pos in Place.objects.values_list("id", "pos") if one in before} == before


def test_a_street_without_room_is_numbered_anew_with_numbers_nobody_ever_had(ground):
    highest = max(Place.objects.exclude(level="district").values_list("pos_end", flat=True))
    crowd = [PlaceRow(f"TN{n}", f"{n} 栋", "building", "TK2", "TG1") for n in range(1, 9)]

    load_places(actor=ADMINISTRATOR, rows=crowd, now=NOW)

    fresh = ask_anew()
    assert numbers_are_nested()
    assert place(fresh, "TS1").pos > highest
    assert len(children_of(asking=fresh, place_id=place(fresh, "TK2").id, level="building")) == 9
    assert place(fresh, "TG1").pos == place(fresh, "TC1").pos


def test_an_empty_place_can_be_retired_and_stays_known(ground):
    gone = place(ground, "TD1")

    retire(actor=ADMINISTRATOR, place_id=gone.id, now=NOW)

    assert place_by_id(asking=ask_anew(), place_id=gone.id).name == "1201"
    assert Place.objects.get(id=gone.id).valid_to == NOW.date()


@pytest.mark.parametrize("code", ["TK1", "TG1", "TC1"])
def test_a_place_with_something_in_it_is_not_retired(ground, code):
    with pytest.raises(StillInUse):
        retire(actor=ADMINISTRATOR, place_id=place(ground, code).id, now=NOW)


def test_a_merged_community_gives_everything_to_the_other_even_across_streets(ground):
    plum, fig = place(ground, "TC1"), place(ground, "TC3")

    merge(actor=ADMINISTRATOR, into_id=fig.id, merged_ids=[plum.id], now=NOW)

    fresh = ask_anew()
    inside = {place(fresh, code) for code in ("TG1", "TK1", "TB1", "TU1", "TD1")}
    assert {(one.street_id, one.community_id) for one in inside} == {(fig.street_id, fig.id)}
    assert place(fresh, "TK1").parent_id == fig.id
    assert place(fresh, "TG1").pos == place(fresh, "TC3").pos
    assert numbers_are_nested()


def test_merged_grids_share_their_buildings(ground):
    first, second = place(ground, "TG1"), place(ground, "TG2")

    merge(actor=ADMINISTRATOR, into_id=first.id, merged_ids=[second.id], now=NOW)

    assert {place(ask_anew(), code).grid_id for code in ("TB1", "TB2", "TU1", "TD1")} == {first.id}


@pytest.mark.parametrize(("into", "merged"), [("TC1", "TS2"), ("TC1", "TG1"), ("TK1", "TK2"), ("TC1", "TC1")])
def test_only_places_of_one_kind_are_merged(ground, into, merged):
    with pytest.raises(CannotMerge):
        merge(actor=ADMINISTRATOR, into_id=place(ground, into).id, merged_ids=[place(ground, merged).id], now=NOW)


@pytest.fixture
def filed(ground):
    """Scoped rows filed at two communities and at a grid, by the code of their place."""
    table, codes = apps.get_model("vault", "Access"), ("TC1", "TC2", "TG2")
    columns = [place(ground, code).scope_columns() for code in codes]
    made = [table.objects.create(person_id=PERSON, item_id=uuid4(), **one) for one in columns]

    def read(code: str) -> dict[str, int | None]:
        return table.objects.filter(pk=made[codes.index(code)].pk).values(*columns[0]).get()

    return read


def test_rows_filed_at_a_place_follow_its_numbers(ground, filed):
    before = filed("TC1")

    renumber(actor=ADMINISTRATOR, street_id=place(ground, "TS1").id, now=NOW)

    fresh = ask_anew()
    assert [filed(code) for code in ("TC1", "TC2", "TG2")] == [
        place(fresh, code).scope_columns() for code in ("TC1", "TC2", "TG2")
    ]
    assert filed("TC1") != before


def test_rows_filed_in_a_merged_community_belong_to_the_other(ground, filed):
    fig = place(ground, "TC3")

    merge(actor=ADMINISTRATOR, into_id=fig.id, merged_ids=[place(ground, "TC1").id], now=NOW)

    fresh = ask_anew()
    assert filed("TC1") == place(fresh, "TC3").scope_columns()
    assert filed("TG2") == place(fresh, "TG2").scope_columns()
    assert filed("TC2") == place(fresh, "TC2").scope_columns()


def test_rows_filed_in_a_merged_grid_belong_to_the_other(ground, filed):
    merge(actor=ADMINISTRATOR, into_id=place(ground, "TG1").id, merged_ids=[place(ground, "TG2").id], now=NOW)

    assert filed("TG2") == place(ask_anew(), "TG1").scope_columns()


def test_every_change_leaves_its_row_in_the_audit(ground):
    renumber(actor=ADMINISTRATOR, street_id=place(ground, "TS1").id, now=NOW)

    with scope(system("test")), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('xinyi.auditor', 'on', true)")
        actions = list(
            apps.get_model("audit", "Row")
            .objects.filter(person_id=ADMINISTRATOR.person)
            .values_list("action", flat=True)
        )
    assert actions[-1] == "places.renumber"
    assert set(actions) == {"places.load", "places.renumber"}
