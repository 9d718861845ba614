"""Who answers for a place, and by which name a holder is called."""

from datetime import timedelta

import pytest

from xinyi.kernel.accounts import api as accounts
from xinyi.kernel.accounts.tests.world import (
    ALICE,
    GRID_POST,
    LEADER_POST,
    MALLORY,
    NEXT_STREET_POST,
    NOW,
    PATROL,
    PATROL_POST,
    STREET_POST,
    VACANT_POST,
    nobody,
)


def on_duty(world, code, roles, now=NOW):
    return [seat.post_id for seat in accounts.on_duty(nobody, world.place(code), roles=roles, at=now)]


def roster(world, *lines):
    duties = [
        accounts.NewDuty(post, world.ids[code], NOW, NOW + timedelta(hours=8), rank) for post, code, rank in lines
    ]
    accounts.load_duties(duties)


def test_without_a_roster_the_posts_of_the_place_answer_then_those_above(world):
    roles = ["grid_worker", "street_dispatcher", "leader"]

    assert on_duty(world, "B1", roles) == [GRID_POST, STREET_POST, LEADER_POST]
    assert on_duty(world, "S1", roles) == [STREET_POST, LEADER_POST]
    assert on_duty(world, "S2", roles) == [NEXT_STREET_POST, LEADER_POST]


def test_who_stands_in_the_roster_of_a_place_comes_first_by_rank(world):
    roster(world, (STREET_POST, "G1", 2), (PATROL_POST, "G1", 1))

    assert on_duty(world, "B1", ["grid_worker", "street_dispatcher", "handler"]) == [
        PATROL_POST,
        STREET_POST,
        GRID_POST,
    ]


def test_a_roster_counts_from_its_start_up_to_its_end(world):
    roster(world, (NEXT_STREET_POST, "C1", 1))
    moments = [NOW - timedelta(seconds=1), NOW, NOW + timedelta(hours=8, seconds=-1), NOW + timedelta(hours=8)]

    first = [on_duty(world, "C1", "street_dispatcher", now)[0] for now in moments]

    assert first == [STREET_POST, NEXT_STREET_POST, NEXT_STREET_POST, STREET_POST]


def test_a_vacant_post_is_never_on_duty(world):
    assert VACANT_POST not in on_duty(world, "S1", "leader")


def test_an_organisation_answers_for_its_place_and_holds_the_work_itself(world):
    seat = accounts.on_duty(nobody, world.place("B1"), roles="handler", at=NOW)[0]

    assert (seat.post_id, seat.holder_id, seat.holder_kind, seat.holder_name) == (
        PATROL_POST,
        PATROL,
        "organisation",
        "竹园夜间巡查队",
    )
    assert (seat.public_name, seat.duty_phone) == ("金师傅", "028-1")


def test_the_post_of_a_role_is_the_nearest_taken_one_and_a_vacant_one_only_where_none_is_taken(world):
    def post_for():
        return accounts.post_for(nobody, world.place("B1"), role="leader", at=NOW).post_id

    assert post_for() == LEADER_POST
    accounts.end_appointment(asking=nobody, person=MALLORY, post_id=LEADER_POST, now=NOW)
    assert post_for() == VACANT_POST
    assert accounts.post_for(nobody, world.place("B1"), role="nobody", at=NOW) is None


def test_holders_are_named_by_post_or_organisation_and_persons_are_left_out(world):
    found = accounts.seats(nobody, [STREET_POST, PATROL, ALICE, VACANT_POST])

    named = {key: (seat.holder_name, seat.public_name, seat.level) for key, seat in found.items()}
    assert named == {
        STREET_POST: ("竹园街道值班长", "王建国", "street"),
        PATROL: ("竹园夜间巡查队", "", "organisation"),
        VACANT_POST: ("竹园街道主任", "", "street"),
    }


def test_a_closed_post_keeps_its_name_for_what_it_held(world):
    accounts.close_post(asking=nobody, post_id=STREET_POST, now=NOW)

    assert accounts.seats(nobody, [STREET_POST])[STREET_POST].holder_name == "竹园街道值班长"
    assert STREET_POST not in on_duty(world, "S1", "street_dispatcher")
    with pytest.raises(accounts.PostClosed):
        accounts.appoint(asking=nobody, person=ALICE, post_id=STREET_POST, public_name="李", now=NOW)


def test_the_earlier_holder_is_named_for_an_earlier_day(world):
    later = NOW + timedelta(days=10)
    accounts.end_appointment(asking=nobody, person=MALLORY, post_id=LEADER_POST, now=later)
    accounts.appoint(asking=nobody, person=ALICE, post_id=LEADER_POST, public_name="李区长", now=later)

    names = [accounts.seats(nobody, [LEADER_POST], at=at)[LEADER_POST].public_name for at in (NOW, later, None)]

    assert names == ["马洛里", "李区长", "李区长"]


def test_organisations_that_work_for_a_place_are_those_of_it_and_of_the_places_above(world):
    found = [accounts.organisations(nobody, kind="patrol", place=world.place(code)) for code in ("B1", "S1", "S2")]

    assert [[one.id for one in some] for some in found] == [[PATROL], [PATROL], []]
    assert accounts.organisations(nobody, kind="company") == []


def test_every_question_about_seats_costs_one_statement_after_places_are_known(world, count_sql):
    place = world.place("B1")
    from_district = 1

    with count_sql(at_most=1 + from_district):
        accounts.on_duty(nobody, place, roles="leader", at=NOW)
    with count_sql(exactly=1):
        accounts.seats(nobody, [STREET_POST, PATROL, VACANT_POST])
