"""The official days, what is provisional, and what a new list changes."""

from datetime import UTC, date, datetime, timedelta

import pytest

from xinyi.kernel.calendar.api import (
    LOCAL,
    NamedDay,
    WrongYear,
    covered_years,
    due_at,
    elapsed,
    is_work_time,
    is_worked,
)
from xinyi.kernel.calendar.api import publish_year as publish
from xinyi.kernel.policy.api import put
from xinyi.kernel.scope.api import Actor, ensure_months, scope, system

NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)
ADMINISTRATOR = Actor(name="管理员")
pytestmark = pytest.mark.django_db


@pytest.fixture
def asking():
    with scope(system("test")) as asking:
        ensure_months(NOW.date(), NOW.date())
        yield asking


def publish_year(**more):
    publish(actor=ADMINISTRATOR, source="通知", now=NOW, **more)
    with scope(system("test")) as fresh:
        return fresh


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=LOCAL)


def test_three_work_days_cross_the_national_day_holiday_and_the_saturday_after_it_is_worked(asking):
    start = local(2026, 9, 29, 10)

    ends = [due_at(asking=asking, start=start, amount=days, rule="work_day").at for days in (3, 4)]

    assert ends == [local(2026, 10, 9, 10), local(2026, 10, 10, 10)]


def test_the_make_up_days_of_2026_are_worked(asking):
    named = [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)]

    weekends = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    worked = [day for day in weekends if day.weekday() > 4 and is_worked(asking=asking, day=day)]

    assert [(day.month, day.day) for day in worked] == named


def test_every_year_from_2004_to_2026_is_covered(asking):
    assert covered_years(asking=asking) == set(range(2004, 2027))


def test_what_reaches_past_the_last_published_year_is_provisional(asking):
    start = local(2026, 12, 31, 10)

    found = {
        rule: due_at(asking=asking, start=start, amount=2, rule=rule).provisional
        for rule in ("work_day", "work_hour", "natural_day", "urgent_hour")
    }

    assert found == {"work_day": True, "work_hour": False, "natural_day": False, "urgent_hour": False}


def test_a_newly_published_year_counts_at_once_and_is_no_longer_provisional(asking):
    start = local(2026, 12, 31, 10)
    before = due_at(asking=asking, start=start, amount=2, rule="work_day")

    days = [NamedDay(date(2027, 1, 1), "off", "元旦")]
    after = due_at(asking=publish_year(year=2027, days=days), start=start, amount=2, rule="work_day")

    assert (before.at, before.provisional) == (local(2027, 1, 4, 10), True)
    assert (after.at, after.provisional) == (local(2027, 1, 5, 10), False)
    assert after.calendar_version == before.calendar_version + 1


def test_a_corrected_list_replaces_the_former_one(asking):
    publish_year(year=2027, days=[NamedDay(date(2027, 1, 1), "off", "元旦")])

    corrected = publish_year(year=2027, days=[NamedDay(date(2027, 1, 4), "off", "元旦")])

    assert [is_worked(asking=corrected, day=date(2027, 1, day)) for day in (1, 4)] == [True, False]


def test_a_list_with_a_day_of_another_year_is_refused(asking):
    with pytest.raises(WrongYear):
        publish_year(year=2027, days=[NamedDay(date(2026, 1, 1), "off", "元旦")])


def test_the_hours_of_work_are_those_in_force_when_the_promise_began(asking):
    hours = [["09:00", "12:00"], ["13:00", "17:00"]]
    put(actor=ADMINISTRATOR, name="calendar.working_hours", body=hours, valid_from=local(2026, 11, 25), now=NOW)

    with scope(system("test")) as fresh:
        ends = [due_at(asking=fresh, start=local(2026, 11, day, 9), amount=1, rule="work_day").at for day in (24, 25)]

    assert ends == [local(2026, 11, 25, 9), local(2026, 11, 25, 17)]


def test_an_open_pause_lasts_to_the_moment_that_is_asked_for(asking):
    start, pause = local(2026, 11, 23, 8), (local(2026, 11, 23, 10), None)

    passed = elapsed(asking=asking, start=start, end=local(2026, 11, 24, 8), rule="work_hour", pauses=[pause])

    assert passed == timedelta(hours=2)


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (local(2026, 11, 24, 8), True),
        (local(2026, 11, 24, 12), False),
        (local(2026, 11, 24, 23, 45), False),
        (local(2026, 10, 10, 9), True),
        (local(2026, 10, 1, 9), False),
    ],
)
def test_offices_are_open_on_work_days_from_eight_to_twelve_and_two_to_six(asking, at, is_open):
    assert is_work_time(asking=asking, at=at) is is_open
