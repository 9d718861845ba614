"""Staff: three things to know, five failures, one post at a time."""

from datetime import timedelta

import pytest
from django.db import connection

from xinyi.kernel.accounts import api as accounts
from xinyi.kernel.accounts.models import Session
from xinyi.kernel.accounts.queries import identify
from xinyi.kernel.accounts.tests.world import (
    ALICE,
    BOB,
    DANA,
    GRID_POST,
    KIM,
    NOW,
    PASSWORD,
    PATROL_POST,
    SECRET,
    STREET_POST,
    nobody,
)
from xinyi.kernel.scope.api import Actor, Asking, scope

pytestmark = pytest.mark.usefixtures("world")


def sign_in(number="zy002", password=PASSWORD, *, code=None, now=NOW, shift=0):
    code = accounts.one_time_password(SECRET, now + timedelta(seconds=shift)) if code is None else code
    return accounts.sign_in_staff(asking=nobody, number=number, password=password, code=code, now=now)


def asked(token, now=NOW):
    return identify(token=token, terminal="console", now=now)


def fail(times, number="zy002", now=NOW):
    for _time in range(times):
        with pytest.raises(accounts.SignInFailed):
            sign_in(number, "wrong password", now=now)


def test_number_password_and_one_time_password_sign_in_and_a_single_post_is_taken():
    signed = sign_in()

    asking, row = asked(signed.token)
    assert (signed.person_id, asking.actor.post, row.post_ended) == (KIM, PATROL_POST, False)


@pytest.mark.parametrize(
    "wrong", [{"number": "zy999"}, {"password": "wrong password"}, {"code": "000000"}, {"code": ""}, {"password": ""}]
)
def test_every_failure_sounds_the_same(wrong):
    with pytest.raises(accounts.SignInFailed) as refusal:
        sign_in(**wrong)

    assert (str(refusal.value), refusal.value.field) == (str(accounts.SignInFailed.message), None)


@pytest.mark.parametrize(("shift", "fits"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_clock_may_be_wrong_by_one_step(shift, fits):
    if fits:
        assert sign_in(shift=shift).person_id == KIM
    else:
        with pytest.raises(accounts.SignInFailed):
            sign_in(shift=shift)


def test_a_used_one_time_password_is_refused_the_second_time_and_so_is_an_older_one():
    sign_in()

    for shift in (0, -30):
        with pytest.raises(accounts.SignInFailed):
            sign_in(shift=shift)
    assert sign_in(now=NOW + timedelta(seconds=30)).person_id == KIM


@pytest.mark.parametrize("number", ["zy002", "zy999"], ids=["known", "unknown"])
def test_five_failures_lock_a_number_for_fifteen_minutes_whether_it_exists_or_not(number):
    fail(4, number)

    with pytest.raises(accounts.LockedOut):
        sign_in(number, "wrong password")
    with pytest.raises(accounts.LockedOut):
        sign_in(number, now=NOW + timedelta(minutes=14, seconds=59))
    with scope(Asking(actor=Actor(), auditor=True)), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_row WHERE action = 'accounts.lock'")
        assert cursor.fetchone() == (1,)


def test_after_the_lock_the_count_starts_again():
    fail(4)
    with pytest.raises(accounts.LockedOut):
        sign_in(password="wrong password")
    later = NOW + timedelta(minutes=15)

    fail(4, now=later)

    assert sign_in(now=later).person_id == KIM


def test_a_success_and_a_quiet_quarter_of_an_hour_forget_failures():
    fail(4)
    sign_in()
    fail(4)

    fail(4, now=NOW + timedelta(minutes=15))


def test_with_two_posts_a_person_chooses_and_works_as_one_at_a_time():
    signed = sign_in("zy001")
    asking, row = asked(signed.token)
    assert (asking.me, asking.actor.person, row.chosen_post_id) == (None, DANA, None)
    with pytest.raises(accounts.NoPost):
        accounts.require_post(row)

    accounts.choose_post(asking=asking, session_row=row, post_id=GRID_POST, now=NOW)

    assert [seat.post_id for seat in accounts.posts_of(person=DANA, at=NOW)] == [STREET_POST, GRID_POST]
    assert asked(signed.token)[0].me == GRID_POST


def test_nobody_chooses_a_post_they_do_not_hold():
    asking, row = asked(sign_in("zy001").token)

    with pytest.raises(accounts.NotYourPost):
        accounts.choose_post(asking=asking, session_row=row, post_id=PATROL_POST, now=NOW)


END = {
    "appointment": lambda: accounts.end_appointment(asking=nobody, person=KIM, post_id=PATROL_POST, now=NOW),
    "post": lambda: accounts.close_post(asking=nobody, post_id=PATROL_POST, now=NOW),
    "organisation": lambda: accounts.end_organisation(
        asking=nobody, organisation_id=accounts.seats(nobody, [PATROL_POST])[PATROL_POST].organisation_id, now=NOW
    ),
}


@pytest.mark.parametrize("what", END)
def test_a_post_that_is_over_no_longer_works_on_the_next_request(what):
    token = sign_in().token

    END[what]()

    asking, row = asked(token)
    assert (asking.me, asking.actor.post, row.post_ended) == (None, None, True)
    with pytest.raises(accounts.PostEnded, match="已经结束"):
        accounts.require_post(row)


def test_an_account_that_was_closed_ends_open_sessions_and_signs_in_no_more():
    token = sign_in().token

    accounts.close_staff_account(asking=nobody, person=KIM, now=NOW)

    assert asked(token)[1] is None
    with pytest.raises(accounts.SignInFailed):
        sign_in(now=NOW + timedelta(seconds=30))


def test_a_new_account_gets_a_secret_once_and_signs_in_with_it():
    made = accounts.add_staff_account(asking=nobody, person=BOB, number="zy003", password=PASSWORD, now=NOW)

    code = accounts.one_time_password(made.secret, NOW)
    assert accounts.sign_in_staff(asking=nobody, number="zy003", password=PASSWORD, code=code, now=NOW).person_id == BOB
    assert made.secret in made.uri
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(row_to_json(a)::text, '') FROM accounts_account a")
        assert made.secret.encode().hex() not in cursor.fetchone()[0]


def test_a_short_password_is_refused():
    with pytest.raises(accounts.PasswordWeak):
        accounts.add_staff_account(asking=nobody, person=BOB, number="zy003", password="short", now=NOW)


def test_an_unused_session_ends_after_two_hours_and_a_used_one_after_twelve():
    idle, used = sign_in().token, sign_in(now=NOW + timedelta(seconds=30)).token
    for hour in range(1, 12):
        assert asked(used, NOW + timedelta(hours=hour))[1] is not None

    assert asked(idle, NOW + timedelta(hours=2))[1] is None
    assert asked(used, NOW + timedelta(hours=12, seconds=31))[1] is None


def test_when_it_was_last_seen_is_written_at_most_every_five_minutes():
    token = sign_in().token
    seen = []
    for minutes in (4, 5, 6, 12):
        asked(token, NOW + timedelta(minutes=minutes))
        seen.append(int((Session.objects.get().seen_at - NOW).total_seconds() // 60))

    assert seen == [0, 0, 6, 12]


def test_sessions_are_listed_and_ended_one_by_one_or_all_but_this_one():
    tokens = [sign_in(now=NOW + timedelta(seconds=30 * n)).token for n in range(3)]
    asking, row = asked(tokens[0])
    listed = accounts.sessions_of(session_row=row, now=NOW)
    assert sorted(one.is_this_one for one in listed) == [False, False, True]

    accounts.end_session(asking=asking, session_row=row, session_id=asked(tokens[1])[1].id, now=NOW)
    assert [asked(token)[1] is not None for token in tokens] == [True, False, True]
    assert accounts.end_other_sessions(asking=asking, session_row=row, now=NOW) == 1
    accounts.sign_out(asking=asking, session_row=row, now=NOW)
    assert [asked(token)[1] for token in tokens] == [None, None, None]


def test_nobody_ends_the_session_of_somebody_else():
    dana, kim = sign_in("zy001").token, sign_in().token
    asking, row = asked(dana)

    accounts.end_session(asking=asking, session_row=row, session_id=asked(kim)[1].id, now=NOW)

    assert asked(kim)[1] is not None


def test_a_session_of_one_terminal_is_none_at_the_other():
    token = sign_in().token

    assert identify(token=token, terminal="resident", now=NOW)[1] is None


def test_one_click_sign_in_exists_in_samples_only(settings):
    assert accounts.sample_sign_in(asking=nobody, person=ALICE, terminal="resident", now=NOW).asking.me == ALICE
    signed = accounts.sample_sign_in(asking=nobody, person=DANA, terminal="console", now=NOW, post_id=STREET_POST)
    assert asked(signed.token)[0].me == STREET_POST

    settings.XINYI_MODE = "production"
    with pytest.raises(accounts.OnlyInSamples):
        accounts.sample_sign_in(asking=nobody, person=ALICE, terminal="resident", now=NOW)


def test_a_changed_password_replaces_the_old_one():
    asking, row = asked(sign_in().token)

    with pytest.raises(accounts.SignInFailed):
        accounts.change_password(asking=asking, account_id=row.account_id, old="wrong", new="a new long one", now=NOW)
    accounts.change_password(asking=asking, account_id=row.account_id, old=PASSWORD, new="a new long one", now=NOW)

    assert sign_in(password="a new long one", now=NOW + timedelta(seconds=30)).person_id == KIM
