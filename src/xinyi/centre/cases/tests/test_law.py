"""What law and custom say about a case, each sentence a test."""

from datetime import timedelta

import pytest

from tests.cast import LIMITS, MORNING, NIGHT, named, post_of
from xinyi.centre.cases.actions import AboutThem, HolderUnknown
from xinyi.centre.cases.tests.walking import LITTER, NOISE, Walk, photo
from xinyi.kernel.base.api import Stale
from xinyi.kernel.work.api import ItemUnknown
from xinyi.kernel.work.machine import Missing, NotAllowed


def test_a_case_always_has_exactly_one_holder(walk: Walk) -> None:
    item = walk.closed()

    legs = walk.view("dana", item).legs

    assert [(leg.holder_name, leg.result) for leg in legs] == [
        ("网格员 陈秀芳", "dispatch"),
        ("翠竹物业", "submit"),
        ("社区工作者 周倩", "approve"),
    ]


def test_the_handling_organisation_never_closes_its_own_case(walk: Walk) -> None:
    item = walk.at_property()
    walk.act("paul", "submit", item, text="已清理", photos=[photo()])

    with pytest.raises(NotAllowed):
        walk.act("hana", "approve", item)


def test_whoever_took_a_case_on_does_not_check_it(walk: Walk) -> None:
    item = walk.report(text=NOISE)
    walk.act("clara", "take", item)
    walk.act("clara", "submit", item, text="已劝导", photos=[photo()])

    with pytest.raises(NotAllowed, match="不能核查自己办的件"):
        walk.act("clara", "approve", item)
    assert walk.item(item).holder_id == post_of("dana")


def test_closing_needs_evidence(walk: Walk) -> None:
    item = walk.at_property()

    with pytest.raises(Missing) as refused:
        walk.act("paul", "submit", item, text="已清理")

    assert refused.value.field == "evidence"


def test_a_return_needs_a_reason(walk: Walk) -> None:
    item = walk.at_property()

    with pytest.raises(Missing) as refused:
        walk.act("paul", "hand_back", item)

    assert refused.value.field == "reason"


def test_a_return_keeps_everything_and_names_the_next_owner(walk: Walk) -> None:
    item = walk.at_property()

    walk.act("paul", "hand_back", item, reason="杂物属于消防通道", proposed="综合执法队")

    view = walk.view("clara", item)
    assert (view.item.state, view.item.holder_name) == ("admitted", "社区工作者 周倩")
    assert view.entries[-1].text == LITTER


def test_after_two_returns_the_level_above_rules(walk: Walk) -> None:
    item = walk.at_property()
    for _round in range(2):
        walk.act("paul", "hand_back", item, reason="不属于物业")
        walk.act("clara", "dispatch", item, to="property")

    with pytest.raises(NotAllowed, match="退单次数已满"):
        walk.act("paul", "hand_back", item, reason="还是不属于")


def test_a_case_is_void_only_before_it_was_dispatched(walk: Walk) -> None:
    item = walk.at_property()

    with pytest.raises(NotAllowed):
        walk.act("clara", "void", item, reason="重复")


def test_nobody_else_can_see_a_case(walk: Walk) -> None:
    item = walk.report()
    assert walk.view("alice", item).item.id == item

    for stranger in ("bob", "zoe", "mallory", "cora", "hana", "pat"):
        with pytest.raises(ItemUnknown):
            walk.view(stranger, item)


def test_a_property_company_never_gets_the_complaint_about_itself(walk: Walk) -> None:
    item = walk.report(text="物业乱收费，多次反映没有结果", about_id=named("property"))

    with pytest.raises(AboutThem):
        walk.act("dana", "dispatch", item, to="property")
    with pytest.raises(ItemUnknown):
        walk.view("hana", item)


def test_a_complaint_about_the_community_is_not_seen_by_the_community(walk: Walk) -> None:
    item = walk.report(text="社区工作人员态度很差", about="community")

    assert walk.item(item).holder_id == post_of("dana")
    for blind in ("clara", "kim"):
        with pytest.raises(ItemUnknown):
            walk.view(blind, item)


def test_residents_never_see_internal_notes(walk: Walk) -> None:
    item = walk.at_property()
    walk.act("clara", "note", item, text="302 户上月也堆过")

    assert "note" in [entry.transition for entry in walk.view("clara", item).entries]
    assert "note" not in [entry.transition for entry in walk.view("alice", item).entries]


def test_a_question_to_the_resident_stops_the_clock(walk: Walk) -> None:
    item = walk.at_property()
    due = walk.item(item).due_at
    walk.act("paul", "ask", item, MORNING, text="是哪一层？")
    assert walk.item(item).due_at is None

    walk.act("alice", "answer", item, MORNING + timedelta(hours=1), text="二楼到三楼")

    assert due is not None
    assert walk.item(item).due_at == due + timedelta(hours=1)


def test_a_case_can_be_reopened_within_seven_days_only(walk: Walk) -> None:
    item = walk.closed()

    with pytest.raises(NotAllowed, match="超过可以重新办理的天数"):
        walk.act("alice", "reopen", item, MORNING + timedelta(days=8), reason="又堆上了")
    walk.act("alice", "reopen", item, MORNING + timedelta(days=6), reason="又堆上了")

    assert (walk.item(item).state, walk.item(item).holder_name) == ("admitted", "社区工作者 周倩")


def test_only_the_reporter_rates_and_only_once(walk: Walk) -> None:
    item = walk.closed()
    with pytest.raises(NotAllowed):
        walk.act("clara", "rate", item, score=5)

    walk.act("alice", "rate", item, score=4, text="很快")

    with pytest.raises(NotAllowed, match="已经评价过"):
        walk.act("alice", "rate", item, score=1)


def test_a_case_goes_only_to_those_who_work_for_its_place(walk: Walk) -> None:
    item = walk.report()

    with pytest.raises(HolderUnknown):
        walk.act("clara", "dispatch", item, to="mallory")


def test_the_second_of_two_dispatchers_is_told(walk: Walk) -> None:
    item = walk.report()
    seen = walk.item(item).version
    walk.act("clara", "dispatch", item, to="property", version=seen)

    with pytest.raises(Stale):
        walk.act("dana", "dispatch", item, to="city", version=seen)


def test_noise_at_night_rings_at_the_post_on_duty_and_is_promised_in_minutes(walk: Walk) -> None:
    item = walk.report(text=NOISE, at=NIGHT)

    view = walk.view("nora", item)
    assert (view.item.urgency, view.item.holder_id) == ("happening_now", post_of("nora"))
    assert [(step.told_ids, step.due_at) for step in view.steps if step.name == "ring"] == [
        ([post_of("nora")], NIGHT + timedelta(minutes=5))
    ]
    amount, _rule = LIMITS["happening_now"]["first_response"]
    promised = view.deadline("first_response")
    assert promised is not None
    assert promised.due_at == NIGHT + timedelta(hours=amount)
