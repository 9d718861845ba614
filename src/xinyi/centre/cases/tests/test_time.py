"""What happens to a case by itself when time runs out, and what never happens twice."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from tests.cast import MORNING, NIGHT, asking_for, named, post_of
from xinyi.centre.cases.models import Case
from xinyi.centre.cases.tests.walking import NOISE, Walk
from xinyi.kernel.notices.api import inbox
from xinyi.kernel.scope.api import scope, system
from xinyi.kernel.work.api import Item, ItemUnknown, acknowledge, run_due_steps


def let_time_pass(walk: Walk, minutes: float, *, since: object = NIGHT) -> None:
    """Everything due by then happens, as the worker does it."""
    assert hasattr(since, "year")
    then = since + timedelta(minutes=minutes)
    with scope(system("test")):
        run_due_steps(now=then)
    walk.told(then)


def rung(walk: Walk, item: UUID) -> list[tuple[int, set[UUID]]]:
    """Rank and ids of every ring that is on."""
    return [(step.rank, set(step.told_ids)) for step in walk.view("dora", item).steps if step.name == "ring"]


def test_an_unanswered_ring_goes_to_the_next_in_line_and_the_level_above(walk: Walk) -> None:
    item = walk.report(text=NOISE, at=NIGHT)

    let_time_pass(walk, 5)

    assert rung(walk, item) == [(1, {post_of("dana"), post_of("dora")})]


def test_an_acknowledged_ring_is_silent_everywhere(walk: Walk) -> None:
    item = walk.report(text=NOISE, at=NIGHT)

    with scope(asking_for("nora")) as asking:
        acknowledge(asking=asking, item_id=item, now=NIGHT + timedelta(minutes=2))
    let_time_pass(walk, 5)

    assert rung(walk, item) == []
    assert walk.view("nora", item).entries[0].transition == "acknowledge"


def test_only_who_was_rung_can_acknowledge(walk: Walk) -> None:
    item = walk.report(text=NOISE, at=NIGHT)

    with pytest.raises(ItemUnknown), scope(asking_for("sam")) as asking:
        acknowledge(asking=asking, item_id=item, now=NIGHT)


def test_an_overdue_case_goes_up_a_level_by_itself_and_keeps_its_holder(walk: Walk) -> None:
    item = walk.at_property()

    let_time_pass(walk, 60 * 24 * 3, since=MORNING)

    found = walk.item(item)
    assert (found.overseer_name, found.escalation, found.is_late) == ("值班长 刘敏", 1, True)
    assert found.holder_id == named("property")
    assert "escalate" in [entry.transition for entry in walk.view("alice", item).entries]


def test_a_case_still_overdue_goes_up_to_the_district_and_no_further(walk: Walk) -> None:
    item = walk.at_property()

    for days in (3, 5, 7, 9):
        let_time_pass(walk, 60 * 24 * days, since=MORNING)

    assert (walk.item(item).overseer_name, walk.item(item).escalation) == ("区级调度 杜蓉", 2)


def test_a_promise_kept_in_time_is_never_broken_later(walk: Walk) -> None:
    item = walk.closed()

    let_time_pass(walk, 60 * 24 * 30, since=MORNING)

    assert walk.item(item).is_late is False


def test_a_failing_case_never_stops_the_rest(walk: Walk) -> None:
    broken, sound = walk.at_property(), walk.at_property()
    with scope(system("test")):
        Case.objects.get(item_id=broken)
        Item.objects.filter(id=broken).update(place_id=999_999)

    with pytest.raises(ExceptionGroup):
        let_time_pass(walk, 60 * 24 * 3, since=MORNING)

    assert walk.item(sound).is_late is True


def test_the_same_form_sent_twice_makes_one_case(walk: Walk) -> None:
    from xinyi.centre.cases.api import Report, report  # noqa: PLC0415 -- read here to be called twice with one key
    from xinyi.kernel.places.api import place_by_code  # noqa: PLC0415 -- as above

    idem = uuid4()
    with scope(asking_for("alice")) as asking:
        made = Report(
            text="路灯不亮了", place=place_by_code(asking=asking, code="510107001001C01B12S3"), channel="web",
            reporter_id=named("alice"),
        )  # fmt: skip
        first = report(asking=asking, report=made, idem=idem, now=MORNING)
        second = report(asking=asking, report=made, idem=idem, now=MORNING)
        total = Item.objects.count()

    assert (first == second, total) == (True, 1)


def test_the_same_step_sent_twice_is_taken_once(walk: Walk) -> None:
    item, idem = walk.report(), uuid4()

    versions = [walk.act("clara", "dispatch", item, to="property", idem=idem, version=1) for _time in range(2)]

    assert versions == [2, 2]
    assert len(walk.view("clara", item).legs) == 2


def test_numbers_of_a_day_have_no_gap(walk: Walk) -> None:
    numbers = [walk.item(walk.report()).number for _time in range(3)]

    assert numbers == ["SQ-260310-0001", "SQ-260310-0002", "SQ-260310-0003"]


def test_the_reporter_and_the_holder_are_told(walk: Walk) -> None:
    walk.report()
    walk.told(MORNING)

    with scope(asking_for("alice")) as asking:
        told = [message.code for message in inbox(asking=asking)]
    with scope(asking_for("kim")) as asking:
        assigned = [message.code for message in inbox(asking=asking)]
    assert (told, assigned) == (["cases.received"], ["cases.assigned"])
