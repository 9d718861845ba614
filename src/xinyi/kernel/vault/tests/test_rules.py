"""Who may open a personal value, and that every look leaves its row."""

import json
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import Error, connection, transaction

from xinyi.kernel.base.api import write
from xinyi.kernel.scope.api import ensure_months, scope, system
from xinyi.kernel.vault import api as vault
from xinyi.kernel.vault.models import Access
from xinyi.kernel.vault.tests.people import (
    ALICE,
    BOB,
    COLUMNS,
    COMPANY,
    ITEM,
    PHONE,
    alice,
    bob,
    company,
    dana,
    mallory,
    nobody,
)

NOW = datetime(2026, 3, 2, 15, 45, tzinfo=UTC)
pytestmark = pytest.mark.django_db
foreign = pytest.mark.parametrize(
    "asking", [mallory, company, bob, nobody], ids=["street next door", "company", "bob", "nobody"]
)


@pytest.fixture(autouse=True)
def _sealed():
    with scope(system("test")):
        ensure_months(NOW.date(), NOW.date())
        write(
            vault.seal_many([(ALICE, "phone", PHONE), (ALICE, "name", "李女士")]),
            vault.access_rows(people=[ALICE], item_id=ITEM, columns=COLUMNS),
        )


def look(asking, **named):
    wanted = {"person": ALICE, "field": "phone", "purpose": "核实噪音位置", "item_id": ITEM} | named
    with scope(asking):
        return vault.reveal(asking=asking, now=NOW, **wanted)


def looks(asking):
    with scope(asking):
        return [(r.action, r.post_id, r.field, r.purpose) for r in vault.seen_by(asking=asking, person=ALICE)]


def test_the_post_that_handles_the_matter_sees_the_number_and_alice_sees_the_look():
    assert look(dana) == PHONE

    assert looks(alice) == [("vault.reveal", dana.actor.post, "phone", "核实噪音位置")]


def test_a_person_opens_their_own_number_without_a_matter():
    assert look(alice, item_id=None) == PHONE


@foreign
def test_nobody_else_opens_it_and_no_look_is_written(asking):
    with pytest.raises(vault.NotYours):
        look(asking)

    assert looks(alice) == []


def test_a_post_opens_nothing_through_another_matter():
    with pytest.raises(vault.NotYours):
        look(dana, item_id=uuid4())
    with pytest.raises(vault.NotYours):
        look(dana, item_id=None)


def test_a_look_needs_a_purpose():
    with pytest.raises(vault.PurposeMissing):
        look(dana, purpose="  ")


def test_a_field_never_given_is_told_as_such():
    with pytest.raises(vault.NothingKept):
        look(dana, field="id_number")


def test_a_company_that_takes_part_later_may_look_and_the_earlier_post_keeps_its_sight():
    with scope(dana):
        Access.objects.filter(item_id=ITEM).update(participant_ids=[*COLUMNS["participant_ids"], COMPANY])

    assert (look(company), look(dana)) == (PHONE, PHONE)
    assert Access.objects.count() == 0, "no context, no rows"


def test_app_cannot_read_the_sealed_bytes_or_the_blind_index():
    for sql in ("SELECT cipher FROM vault_value", "SELECT blind FROM vault_value", "SELECT * FROM vault_value"):
        with scope(alice), pytest.raises(Error, match="permission denied"), transaction.atomic():
            connection.cursor().execute(sql)


@foreign
def test_a_foreign_post_gets_nothing_from_any_definer_function(asking):
    calls = {
        "vault_open": ("SELECT sealed FROM vault_open(%s, 'phone', 'x', %s, '{}')", [ALICE, ITEM], [(None,)]),
        "vault_masked": ("SELECT * FROM vault_masked(%s, 'phone')", [[ALICE]], []),
        "vault_person": ("SELECT vault_person('phone', %s)", [b"guess"], [(None,)]),
    }
    assert set(calls) == {name for name, _reason in vault.DEFINER_FUNCTIONS}

    for sql, parameters, answer in calls.values():
        with scope(asking), connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            assert cursor.fetchall() == answer


def test_every_definer_function_of_the_vault_is_listed():
    with connection.cursor() as cursor:
        cursor.execute("SELECT proname FROM pg_proc WHERE prosecdef AND proname LIKE 'vault%'")
        found = {name for (name,) in cursor.fetchall()}

    assert found == {name for name, _reason in vault.DEFINER_FUNCTIONS}


def test_a_look_cannot_be_written_down_as_something_else():
    forged = {"id": str(uuid4()), "at": NOW.isoformat(), "action": "tea", "object_kind": "x", "object_id": "x"}
    forged |= {"channel": "web", "actor_title": "", "field": "", "purpose": "", "why": "", "detail": {}}
    with scope(dana), connection.cursor() as cursor:
        cursor.execute("SELECT allowed FROM vault_open(%s, 'phone', '查看', %s, %s)", [ALICE, ITEM, json.dumps(forged)])

    assert looks(alice) == [("vault.reveal", None, "phone", "查看")]


def test_masks_are_shown_to_those_who_handle_the_matter_only():
    for asking, shown in [(dana, {ALICE: "199****2071"}), (alice, {ALICE: "199****2071"}), (mallory, {}), (nobody, {})]:
        with scope(asking):
            assert vault.masked(asking=asking, people=[ALICE, BOB]) == shown


def test_a_number_leads_to_its_person_whoever_asks_since_sign_in_knows_nobody_yet():
    assert vault.person_with(field="phone", value="+86 199-0000-2071") == ALICE
    assert vault.person_with(field="phone", value="19900000000") is None


def test_sealing_again_leaves_the_first_value_and_one_number_belongs_to_one_person():
    again = write(vault.seal(person=ALICE, field="phone", value="19911111111"))
    taken = write(vault.seal(person=BOB, field="phone", value=PHONE))

    assert (again, taken) == ([0], [0])
    assert look(alice, item_id=None) == PHONE


def test_only_the_person_changes_or_erases_their_values():
    for asking in (dana, mallory, bob, nobody):
        with scope(asking), pytest.raises(vault.NotYours):
            vault.replace(asking=asking, person=ALICE, field="phone", value="19911111111", now=NOW)
        with scope(asking):
            assert vault.erase(asking=asking, person=ALICE, now=NOW) == 0

    with scope(alice):
        vault.replace(asking=alice, person=ALICE, field="phone", value="19911111111", now=NOW)
    assert look(dana) == "19911111111"
    with scope(alice):
        assert vault.erase(asking=alice, person=ALICE, now=NOW) == 2
    with pytest.raises(vault.NothingKept):
        look(dana)
