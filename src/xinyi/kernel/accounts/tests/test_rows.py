"""What the database itself keeps from whom: raw statements as every kind of asker."""

import pytest
from django.db import connection

from xinyi.kernel.accounts import api as accounts
from xinyi.kernel.accounts.tests.world import ALICE, BOB, GRID_POST, NOW, PATROL, STREET_POST, nobody
from xinyi.kernel.scope.api import Actor, Asking, scope, system


@pytest.fixture
def askers(world):
    """Everybody who may come along, each with what they see."""
    own, next_door, grid = (world.place(code) for code in ("S1", "S2", "G1"))
    return {
        "alice": Asking(actor=Actor(person=ALICE), me=ALICE),
        "bob": Asking(actor=Actor(person=BOB), me=BOB),
        "her street": Asking(actor=Actor(post=STREET_POST), me=STREET_POST, lo=own.pos, hi=own.pos_end),
        "her grid": Asking(actor=Actor(post=GRID_POST), me=GRID_POST, lo=grid.pos, hi=grid.pos_end, grid=grid.id),
        "another grid": Asking(actor=Actor(post=GRID_POST), me=GRID_POST, lo=grid.pos, hi=grid.pos_end, grid=-1),
        "street next door": Asking(actor=Actor(post=BOB), me=BOB, lo=next_door.pos, hi=next_door.pos_end),
        "company": Asking(actor=Actor(), me=PATROL, organisation_id=PATROL),
        "nobody": nobody,
        "background": system("test"),
    }


def who_sees(askers, sql):
    found = set()
    for name, asking in askers.items():
        with scope(asking), connection.cursor() as cursor:
            cursor.execute(sql)
            found |= {name} if cursor.fetchone()[0] else set()
    return found


def test_a_home_is_seen_by_the_person_and_by_the_posts_of_its_place(world, askers):
    with scope(askers["alice"]) as asking:
        accounts.move_in(asking=asking, place=world.place("B1"), kind="owner", now=NOW)

    seen = who_sees(askers, "SELECT count(*) FROM accounts_residence")

    assert seen == {"alice", "her street", "her grid", "background"}


def test_a_consent_is_seen_by_the_person_and_by_background_work(askers):
    with scope(askers["alice"]) as asking:
        accounts.give_consent(asking=asking, purpose="report", version="1", now=NOW)

    assert who_sees(askers, "SELECT count(*) FROM accounts_consent") == {"alice", "background"}


def test_the_home_function_answers_only_to_the_holder_of_a_token(world, askers):
    with scope(askers["alice"]) as asking:
        accounts.move_in(asking=asking, place=world.place("B1"), kind="owner", now=NOW)
    accounts.sample_sign_in(asking=nobody, person=ALICE, terminal="resident", now=NOW)

    assert who_sees(askers, "SELECT accounts_home('guess', '2026-03-02')") == set()


def test_every_definer_function_of_accounts_is_listed(world):
    with connection.cursor() as cursor:
        cursor.execute("SELECT proname FROM pg_proc WHERE prosecdef AND proname LIKE 'accounts%'")
        found = {name for (name,) in cursor.fetchall()}

    assert found == {name for name, _reason in accounts.DEFINER_FUNCTIONS}


def test_a_consent_is_given_once_and_withdrawn_as_easily(askers):
    with scope(askers["alice"]) as asking:
        for _twice in range(2):
            accounts.give_consent(asking=asking, purpose="report", version="1", now=NOW)
        assert [(c.purpose, c.version) for c in accounts.consents_of(asking=asking, person=ALICE)] == [("report", "1")]
        assert not accounts.has_consented(asking=asking, person=ALICE, purpose="report", version="2")

        accounts.withdraw_consent(asking=asking, purpose="report", now=NOW)
        assert accounts.consents_of(asking=asking, person=ALICE) == []


def test_a_home_is_named_once_and_left_again(world, askers):
    place = world.place("B1")
    with scope(askers["alice"]) as asking:
        accounts.move_in(asking=asking, place=place, kind="owner", now=NOW)
        with pytest.raises(accounts.HomeKnown):
            accounts.move_in(asking=asking, place=place, kind="tenant", now=NOW)
        home = accounts.homes_of(asking=asking, person=ALICE)[0]

        accounts.move_out(asking=asking, home_id=home.id, now=NOW)

        assert accounts.homes_of(asking=asking, person=ALICE) == []
        accounts.move_in(asking=asking, place=place, kind="tenant", now=NOW)
