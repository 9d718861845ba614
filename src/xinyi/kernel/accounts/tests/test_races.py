"""Many requests at the same moment, on real connections."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Event
from time import sleep

import pytest
from django.db import connection, transaction

from xinyi.kernel.accounts import api as accounts
from xinyi.kernel.accounts.models import Challenge, Person
from xinyi.kernel.accounts.queries import identify
from xinyi.kernel.accounts.tests.world import (
    KIM,
    NOW,
    OTHER_PHONE,
    PASSWORD,
    PATROL_POST,
    PHONE,
    SECRET,
    nobody,
)
from xinyi.kernel.base.api import Refused

pytestmark = pytest.mark.usefixtures("own_world")


def at_once(times: int, action: Callable[[], object], side_by_side: int = 25) -> list[str]:
    """What came of each: the name of the refusal, or "done"."""
    start = Barrier(side_by_side)

    def one(number: int) -> str:
        if number < side_by_side:
            start.wait(timeout=20)
        try:
            with transaction.atomic():
                try:
                    action()
                except Refused as refusal:
                    return type(refusal).__name__
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(side_by_side) as pool:
        return sorted(pool.map(one, range(times)))


def test_fifty_wrong_codes_at_once_are_counted_as_exactly_five_tries():
    code = accounts.send_code(phone=PHONE, ip="198.51.100.7", now=NOW).shown_code
    guess = f"{(int(code) + 1) % 10**6:06d}"

    answers = at_once(50, lambda: accounts.sign_in_with_code(asking=nobody, phone=PHONE, code=guess, now=NOW))

    assert answers == ["CodeExpired"] * 46 + ["CodeWrong"] * 4
    assert Challenge.objects.get().tries == 5


def test_a_right_code_sent_fifty_times_at_once_opens_one_session_of_one_person():
    code = accounts.send_code(phone=OTHER_PHONE, ip="198.51.100.7", now=NOW).shown_code
    before = Person.objects.count()

    answers = at_once(50, lambda: accounts.sign_in_with_code(asking=nobody, phone=OTHER_PHONE, code=code, now=NOW))

    assert answers == ["CodeExpired"] * 49 + ["done"]
    assert Person.objects.count() == before + 1


def test_fifty_requests_for_a_code_at_once_send_three():
    answers = at_once(50, lambda: accounts.send_code(phone=PHONE, ip="198.51.100.7", now=NOW))

    assert answers == ["TooManyCodes"] * 47 + ["done"] * 3


def test_fifty_calls_with_one_number_at_once_make_one_person():
    before = Person.objects.count()

    at_once(50, lambda: accounts.person_for_phone(asking=nobody, phone=OTHER_PHONE, name="周先生", now=NOW))

    assert Person.objects.count() == before + 1


def test_fifty_wrong_passwords_at_once_try_five_and_lock():
    def guess():
        accounts.sign_in_staff(asking=nobody, number="zy002", password="wrong password", code="000000", now=NOW)

    assert at_once(50, guess) == ["LockedOut"] * 46 + ["SignInFailed"] * 4


def test_a_one_time_password_sent_twice_at_once_signs_in_once():
    code = accounts.one_time_password(SECRET, NOW)

    def sign_in():
        accounts.sign_in_staff(asking=nobody, number="zy002", password=PASSWORD, code=code, now=NOW)

    assert at_once(2, sign_in, side_by_side=2) == ["SignInFailed", "done"]


def in_thread(pool, action):
    def run():
        try:
            with transaction.atomic():
                return action()
        finally:
            connection.close()

    return pool.submit(run)


def test_a_post_ends_either_before_an_action_or_after_it_never_in_between():
    token = accounts.sample_sign_in(asking=nobody, person=KIM, terminal="console", now=NOW).token
    order, acting = [], Event()

    def act():
        asking, _row = identify(token=token, terminal="console", now=NOW, hold_post=True)
        acting.set()
        sleep(0.3)
        order.append(f"acted as {asking.actor.post == PATROL_POST}")

    def end():
        acting.wait(timeout=10)
        accounts.end_appointment(asking=nobody, person=KIM, post_id=PATROL_POST, now=NOW)
        order.append("ended")

    with ThreadPoolExecutor(2) as pool:
        for running in [in_thread(pool, act), in_thread(pool, end)]:
            running.result(timeout=20)

    assert order == ["acted as True", "ended"]
    assert identify(token=token, terminal="console", now=NOW, hold_post=True)[1].post_ended


def test_pages_of_one_session_do_not_wait_for_each_other():
    token = accounts.sample_sign_in(asking=nobody, person=KIM, terminal="console", now=NOW).token
    later = NOW + timedelta(minutes=10)
    done, first = Event(), Event()

    def slow():
        identify(token=token, terminal="console", now=later)
        first.set()
        return done.wait(timeout=5)

    def fast():
        first.wait(timeout=5)
        asking, _row = identify(token=token, terminal="console", now=later)
        done.set()
        return asking.actor.post

    with ThreadPoolExecutor(2) as pool:
        running = [in_thread(pool, slow), in_thread(pool, fast)]
        assert [one.result(timeout=20) for one in running] == [True, PATROL_POST]
