"""The shipped lists fit together: whatever a report is hinted to be has a rule, a limit and somebody to handle it."""

import re

import pytest

from xinyi.centre.hints.api import organisation_kinds, shipped_kinds, shipped_limits, shipped_rules
from xinyi.centre.hints.queries.classes import class_of, usual_kinds
from xinyi.centre.hints.queries.shipped import read

KINDS, RULES = shipped_kinds(), shipped_rules()
CODES = {kind["code"] for kind in KINDS}
GROUPS = {kind["group"] for kind in KINDS}
URGENCIES = {"ordinary", "urgent", "most_urgent"}
ROLES = {"grid_worker", "community_clerk", "street_dispatcher", "district_dispatcher"}


def test_the_list_covers_what_residents_bring() -> None:
    assert (len(CODES) == len(KINDS), len(CODES) >= 90, len(GROUPS) >= 12) == (True, True, True)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind["code"])
def test_a_kind_is_complete(kind: dict[str, object]) -> None:
    code, sentences = str(kind["code"]), [str(kind["filing_condition"]), str(kind["closing_condition"])]

    assert code.partition(".")[0] == kind["group"]
    assert kind["urgency"] in URGENCIES
    assert kind["organisation_kind"] in organisation_kinds()
    assert all(kind[name] for name in ("name", "name_en", "group_name", "group_name_en", "words"))
    assert all(len(one) > 5 and one.endswith("。") for one in sentences)
    assert not re.search(r"[\u3400-\u9fff]", str(kind["name_en"]))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind["code"])
def test_the_words_of_a_kind_are_its_own_once_and_weigh_something(kind: dict[str, list[tuple[str, float]]]) -> None:
    words = [word for word, _ in kind["words"]]

    assert len(words) == len(set(words))
    assert all(0 < weight <= 5 for _, weight in kind["words"])


def test_a_group_has_one_name() -> None:
    assert len({(kind["group"], kind["group_name"], kind["group_name_en"]) for kind in KINDS}) == len(GROUPS)


def test_noise_at_night_and_running_water_can_be_happening_now() -> None:
    now = {kind["code"] for kind in KINDS if kind["is_happening_now"]}

    assert {"noise.shop", "utilities.water_pipe", "fire.passage"} <= now
    assert {"works.lamp", "labour.pension"} & now == set()


def test_every_group_has_a_rule_that_asks_for_nothing_else() -> None:
    plain = {rule["group"] for rule in RULES if "group" in rule and not rule.get("urgency") and not rule.get("hours")}

    assert plain == GROUPS


def test_a_rule_names_a_kind_or_a_group_so_that_none_catches_everything() -> None:
    named = [rule.get("kind", rule.get("group")) for rule in RULES]

    assert set(named) <= CODES | GROUPS


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule["order"]))
def test_a_rule_sends_somewhere_and_says_why(rule: dict[str, object]) -> None:
    assert rule["to_role"] in ROLES
    assert rule["to_organisation_kind"] in organisation_kinds()
    assert len(str(rule["reason"])) > 8
    assert rule.get("hours", "") in {"", "night", "day"}


def test_a_rule_of_a_kind_is_asked_before_the_rule_of_its_group() -> None:
    last = {rule["group"]: rule["order"] for rule in RULES if "group" in rule and not rule.get("urgency")}
    own = [(rule["kind"], rule["order"]) for rule in RULES if "kind" in rule]

    assert [kind for kind, order in own if order > last[kind.partition(".")[0]]] == []


def test_no_two_rules_ask_the_same() -> None:
    asked = [(rule.get("kind"), rule.get("group"), rule.get("urgency"), rule.get("hours")) for rule in RULES]

    assert len(asked) == len(set(asked))


def test_what_happens_now_goes_to_the_dispatcher_on_duty_before_any_other_rule() -> None:
    first = [rule for rule in RULES if rule.get("urgency") == "happening_now"]

    assert RULES[: len(first)] == first
    assert {rule["to_role"] for rule in first} == {"street_dispatcher"}
    assert {rule["kind"] for rule in first} == {kind["code"] for kind in KINDS if kind["is_happening_now"]}


def test_a_complaint_about_officials_is_not_given_to_the_community() -> None:
    (rule,) = [rule for rule in RULES if rule.get("kind") == "service.staff"]

    assert (rule["to_role"], rule["confirms_kind"]) == ("district_dispatcher", False)


def test_every_urgency_promises_all_that_is_promised() -> None:
    limits = shipped_limits()["cases.limits"]
    names = {"first_response", "admit", "dispatch", "accept", "handle", "check", "answer"}

    assert {urgency: set(promised) for urgency, promised in limits.items()} == dict.fromkeys(
        [*URGENCIES, "happening_now"], names
    )


def test_the_published_promises_are_two_days_one_day_and_at_once() -> None:
    limits = shipped_limits()["cases.limits"]

    assert [limits[name]["answer"] for name in ("ordinary", "urgent", "most_urgent", "happening_now")] == [
        [2, "work_day"],
        [1, "work_day"],
        [4, "urgent_hour"],
        [2, "urgent_hour"],
    ]


def test_the_map_of_classes_names_groups_and_kinds_of_the_list() -> None:
    named = {name for known in read("class_map").values() for name in (*known["groups"], *known["kinds"])}

    assert named <= CODES | GROUPS
    assert {label: class_of(usual) for label, usual in usual_kinds().items()} == {
        name: name for name in read("class_map")
    }
