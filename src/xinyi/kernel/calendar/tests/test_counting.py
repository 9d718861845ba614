"""How promises are counted, as arithmetic: no database."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xinyi.kernel.calendar.machine import LOCAL, NeverEnds, WorkingTime, add_counted, elapsed_between

HOLIDAYS = {date(2026, 10, day): False for day in range(1, 8)} | {date(2026, 9, 20): True, date(2026, 10, 10): True}
OFFICE = WorkingTime(HOLIDAYS, frozenset({2026}))
RULES = ("urgent_hour", "work_hour", "work_day", "natural_day")

instants = st.integers(0, 480_000).map(lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes))
amounts = st.integers(1, 60)
rules = st.sampled_from(RULES)
pauses = st.lists(
    st.tuples(instants, st.integers(0, 40_000)).map(lambda p: (p[0], p[0] + timedelta(minutes=p[1]))), max_size=4
)
steady = settings(derandomize=True, max_examples=150, deadline=None)


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=LOCAL)


def due(start: datetime, amount: float, rule: str, **more) -> datetime:
    return add_counted(OFFICE, rule, start=start, amount=amount, **more)


@pytest.mark.parametrize(
    ("start", "amount", "rule", "end"),
    [
        (local(2026, 9, 29, 10), 3, "work_day", local(2026, 10, 9, 10)),
        (local(2026, 9, 29, 10), 4, "work_day", local(2026, 10, 10, 10)),
        (local(2026, 10, 9, 17), 2, "work_hour", local(2026, 10, 10, 9)),
        (local(2026, 3, 2, 11), 2, "work_hour", local(2026, 3, 2, 15)),
        (local(2026, 3, 2, 8), 4, "work_hour", local(2026, 3, 2, 12)),
        (local(2026, 3, 2, 12, 30), 1, "work_hour", local(2026, 3, 2, 15)),
        (local(2026, 3, 7, 23, 45), 0.5, "work_hour", local(2026, 3, 9, 8, 30)),
        (local(2026, 10, 1, 23, 45), 24, "urgent_hour", local(2026, 10, 2, 23, 45)),
        (local(2026, 9, 30, 12), 3, "natural_day", local(2026, 10, 3, 12)),
        (local(2026, 10, 3, 9), 0, "work_day", local(2026, 10, 3, 9)),
    ],
)
def test_each_rule_ends_where_a_person_with_a_calendar_would_say(start, amount, rule, end):
    assert due(start, amount, rule) == end


def test_time_that_is_paused_does_not_count():
    pause = (local(2026, 3, 2, 9), local(2026, 3, 3, 9))

    assert due(local(2026, 3, 2, 8), 2, "work_hour", pauses=[pause]) == local(2026, 3, 3, 10)


def test_overlapping_pauses_are_taken_off_once():
    both = [(local(2026, 3, 2, 9), local(2026, 3, 2, 11)), (local(2026, 3, 2, 10), local(2026, 3, 2, 12))]

    assert due(local(2026, 3, 2, 8), 2, "urgent_hour", pauses=both) == local(2026, 3, 2, 13)


def test_nothing_counts_after_a_pause_without_an_end_begins():
    start, end = local(2026, 3, 2, 8), local(2026, 4, 2, 8)

    counted = elapsed_between(OFFICE, "work_hour", start=start, end=end, pauses=[(local(2026, 3, 2, 9), None)])

    assert counted == timedelta(hours=1)
    with pytest.raises(NeverEnds):
        due(start, 2, "work_hour", pauses=[(local(2026, 3, 2, 9), None)])


def test_an_office_that_never_opens_never_gets_there():
    with pytest.raises(NeverEnds):
        add_counted(WorkingTime(hours=()), "work_hour", start=local(2026, 3, 2, 8), amount=1)


def test_summer_hours_change_the_length_of_a_work_day():
    summer = WorkingTime(hours=((time(8, 30), time(12)), (time(14, 30), time(18))))

    assert add_counted(summer, "work_day", start=local(2026, 7, 6, 8, 30), amount=1) == local(2026, 7, 6, 18)


@steady
@given(start=instants, amount=amounts, rule=rules, breaks=pauses)
def test_what_has_passed_until_it_is_due_is_what_was_promised(start, amount, rule, breaks):
    end = due(start, amount, rule, pauses=breaks)

    unit = {"work_day": 8, "natural_day": 24}.get(rule, 1)
    passed = elapsed_between(OFFICE, rule, start=start, end=end, pauses=breaks)
    assert passed == timedelta(hours=unit * amount)


@steady
@given(start=instants, first=amounts, second=amounts, rule=rules)
def test_two_promises_one_after_the_other_end_like_one_of_both(start, first, second, rule):
    assert due(due(start, first, rule), second, rule) == due(start, first + second, rule)


@steady
@given(start=instants, amount=amounts, rule=rules, breaks=pauses)
def test_a_pause_never_makes_anything_due_earlier(start, amount, rule, breaks):
    assert due(start, amount, rule, pauses=breaks) >= due(start, amount, rule)


@steady
@given(start=instants, later=st.integers(0, 20_000), amount=amounts, rule=rules)
def test_who_begins_later_is_never_due_earlier(start, later, amount, rule):
    assert due(start + timedelta(minutes=later), amount, rule) >= due(start, amount, rule)


@steady
@given(start=instants, amount=amounts, rule=st.sampled_from(["work_hour", "work_day"]))
def test_nothing_counted_in_work_hours_falls_due_outside_of_them(start, amount, rule):
    end = due(start, amount, rule).astimezone(LOCAL)

    assert OFFICE.is_worked(end.date())
    assert any(begins < end.time() <= ends for begins, ends in OFFICE.hours)
