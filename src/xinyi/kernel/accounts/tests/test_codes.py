"""Residents and their codes."""

import json
import re
from datetime import timedelta
from typing import ClassVar

import pytest
from django.db import connection, transaction

from xinyi.kernel.accounts import api as accounts
from xinyi.kernel.accounts.models import Account, Challenge, Person, Session
from xinyi.kernel.accounts.tests.world import ALICE, NOW, OTHER_PHONE, PHONE, nobody
from xinyi.kernel.base.api import Refused
from xinyi.kernel.jobs import api as jobs
from xinyi.kernel.scope.api import scope
from xinyi.kernel.vault import api as vault

pytestmark = pytest.mark.usefixtures("world")


def code_for(phone=PHONE, now=NOW):
    return accounts.send_code(phone=phone, ip="198.51.100.7", now=now).shown_code


def enter(code, phone=PHONE, now=NOW):
    return accounts.sign_in_with_code(asking=nobody, phone=phone, code=code, now=now, agent="Chrome/1 Android")


def wrong(code):
    return f"{(int(code) + 1) % 10**6:06d}"


def test_the_right_code_signs_in_the_person_the_number_belongs_to():
    signed = enter(code_for("+86 199 0000 2071"))

    assert (signed.person_id, signed.asking.me, signed.asking.actor.person) == (ALICE, ALICE, ALICE)


def test_an_unknown_number_gets_a_code_like_any_other_and_becomes_a_person_with_an_account():
    known, unknown = (accounts.send_code(phone=p, ip="198.51.100.7", now=NOW) for p in (PHONE, OTHER_PHONE))
    before = Person.objects.count()

    signed = enter(unknown.shown_code, OTHER_PHONE)

    assert (known.phone_masked, unknown.phone_masked) == ("199****2071", "199****8834")
    assert Person.objects.count() == before + 1
    assert vault.person_with(field="phone", value=OTHER_PHONE) == signed.person_id
    assert [a.kind for a in Account.objects.filter(person_id=signed.person_id)] == ["resident"]


def test_a_caller_who_later_signs_in_is_the_same_person():
    caller = accounts.person_for_phone(asking=nobody, phone=OTHER_PHONE, name="周先生", now=NOW)

    assert accounts.person_for_phone(asking=nobody, phone=OTHER_PHONE, name="", now=NOW) == caller
    assert enter(code_for(OTHER_PHONE), OTHER_PHONE).person_id == caller


def test_a_code_works_once():
    code = code_for()
    enter(code)

    with pytest.raises(accounts.CodeExpired):
        enter(code)


def test_a_code_works_for_five_minutes():
    early, late = NOW + timedelta(minutes=5, seconds=-1), NOW + timedelta(minutes=5)
    code = code_for()

    with pytest.raises(accounts.CodeExpired):
        enter(code, now=late)
    assert enter(code, now=early).person_id == ALICE


def test_only_the_newest_code_works():
    first = code_for()
    code_for(now=NOW + timedelta(seconds=30))

    with pytest.raises(accounts.CodeWrong):
        enter(first, now=NOW + timedelta(seconds=31))


def test_five_wrong_tries_use_a_code_up_and_the_person_is_told_how_many_are_left():
    code = code_for()
    told = []
    for _try in range(5):
        with pytest.raises(Refused) as refusal:
            enter(wrong(code))
        told.append(re.findall(r"还可以试 (\d) 次|(输错次数太多)", str(refusal.value))[0])

    assert told == [("4", ""), ("3", ""), ("2", ""), ("1", ""), ("", "输错次数太多")]
    with pytest.raises(accounts.CodeExpired):
        enter(code)


def test_a_number_gets_three_codes_in_ten_minutes():
    for seconds in (0, 60, 120):
        code_for(now=NOW + timedelta(seconds=seconds))

    with pytest.raises(accounts.TooManyCodes):
        code_for(now=NOW + timedelta(minutes=9, seconds=59))
    assert code_for(now=NOW + timedelta(minutes=10, seconds=1))


def test_one_network_address_gets_sixty_codes_in_ten_minutes():
    for number in range(60):
        code_for(f"1990001{number:04d}")

    with pytest.raises(accounts.TooManyCodes):
        code_for("19900020000")


@pytest.mark.parametrize("phone", ["", "12345678901", "1990000207", "028-85550123", "电话", "199000020711"])
def test_what_is_no_mobile_number_is_told_at_its_field(phone):
    with pytest.raises(accounts.PhoneWrong) as refusal:
        code_for(phone)

    assert refusal.value.field == "phone"


def test_neither_number_nor_code_lies_open_in_the_database():
    code = code_for()

    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(c)::text FROM accounts_challenge c")
        stored = cursor.fetchone()[0]
        cursor.execute("SELECT string_agg(args::text, '') FROM procrastinate_jobs")
        queued = cursor.fetchone()[0]
    hidden = [PHONE, code, *(part.encode().hex() for part in (PHONE, code))]
    assert [part for part in hidden if part in stored or part in queued] == []


def test_the_message_goes_out_by_a_job_that_then_forgets_number_and_code(outbox):
    code = code_for()

    jobs.drain(now=NOW)
    jobs.drain(now=NOW)

    assert [(m["phone"], m["parameters"]) for m in outbox] == [(PHONE, {"code": code, "minutes": 5})]
    assert bytes(Challenge.objects.get().sealed) == b""
    assert enter(code).person_id == ALICE


@pytest.fixture
def outbox(settings):
    Provider.sent.clear()
    settings.XINYI_SMS_BACKEND = f"{__name__}.Provider"
    return Provider.sent


class Provider:
    """A provider that keeps what it was given."""

    sent: ClassVar[list[dict[str, object]]] = []

    def send(self, **message):
        self.sent.append(message)


def test_outside_of_samples_the_code_is_not_shown(settings):
    settings.XINYI_MODE = "production"

    assert code_for() == ""


def test_a_session_keeps_the_hash_of_its_token_and_nothing_typed():
    signed = enter(code_for())

    row = Session.objects.get(id=signed.session_id)
    assert signed.token not in json.dumps([row.agent, row.terminal, bytes(row.token_hash).hex()])
    assert (row.agent, row.terminal, row.account.person_id) == ("Chrome · Android", "resident", ALICE)


def test_whoever_just_signed_in_goes_on_writing_in_the_same_request():
    signed = enter(code_for(OTHER_PHONE), OTHER_PHONE)

    with scope(signed.asking) as asking:
        accounts.give_consent(asking=asking, purpose="report", version="1", now=NOW)
        accounts.give_name(asking=asking, name="周先生", now=NOW)

        assert accounts.has_consented(asking=asking, person=signed.person_id, purpose="report")
        assert vault.masked(asking=asking, people=[signed.person_id], field="name") == {signed.person_id: "周**"}


def test_a_refused_try_leaves_the_transaction_usable():
    with transaction.atomic():
        with pytest.raises(accounts.CodeWrong):
            enter(wrong(code_for()))
        assert Challenge.objects.get().tries == 1
