"""What custom and decency say about a wish, each sentence a test."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.cast import MORNING, asking_for, named, post_of
from xinyi.kernel.base.api import Stale
from xinyi.kernel.notices.api import inbox
from xinyi.kernel.scope.api import scope, system
from xinyi.kernel.work.api import ItemUnknown, run_due_steps
from xinyi.kernel.work.machine import Missing, NotAllowed
from xinyi.scenarios.wishes.actions import NotOnTheWall, OwnWish, PromiseOutside, TextEmpty, TextTooLong
from xinyi.scenarios.wishes.models import PublishedWish, Second, Wish
from xinyi.scenarios.wishes.tests.walking import BENCH, CHECKED, Wall, day, photo


def run_due(at: datetime) -> None:
    """What the worker does each minute."""
    with scope(system("test")):
        run_due_steps(now=at)


def codes(who: str) -> list[str]:
    """What somebody was told."""
    with scope(asking_for(who)) as asking:
        return sorted(one.code for one in inbox(asking=asking))


def test_nobody_but_the_community_reads_a_wish_before_it_was_checked(wall: Wall) -> None:
    item = wall.write()
    assert wall.view("clara", item).item.holder_id == post_of("clara")

    assert not PublishedWish.objects.exists()
    for stranger in ("bob", "zoe", "mallory", "cora", "hana", "kim"):
        with pytest.raises(ItemUnknown):
            wall.view(stranger, item)


def test_the_wall_shows_the_words_as_checked_and_no_person(wall: Wall) -> None:
    item = wall.published()

    row = wall.row(item)

    assert (row.text, row.title, wall.item(item).title) == (CHECKED, CHECKED[:-1], CHECKED[:-1])
    values = " ".join(str(getattr(row, field.attname)) for field in PublishedWish._meta.concrete_fields)
    assert str(named("alice")) not in values


def test_whoever_claims_a_wish_never_reads_the_wishers_own_words(wall: Wall) -> None:
    item = wall.claimed()

    with scope(asking_for("alice")):
        assert Wish.objects.get(item_id=item).text == BENCH
    with scope(asking_for("hana")):
        assert not Wish.objects.filter(item_id=item).exists()
    assert BENCH not in [entry.text for entry in wall.view("hana", item).entries]


def test_sending_back_needs_a_reason_and_the_wisher_may_rewrite(wall: Wall) -> None:
    item = wall.write()
    with pytest.raises(Missing) as refused:
        wall.take("clara", "send_back", item)
    assert refused.value.field == "reason"

    wall.take("clara", "send_back", item, reason="请去掉电话")
    wall.take("alice", "rewrite", item, text=CHECKED)

    assert (wall.item(item).state, wall.item(item).title) == ("written", CHECKED[:-1])


def test_each_neighbour_seconds_a_wish_once(wall: Wall) -> None:
    item = wall.published()

    assert [wall.second("bob", item), wall.second("bob", item), wall.second("zoe", item)] == [1, 1, 2]

    with scope(asking_for("bob")):
        row = Second.objects.values().get(person_id=named("bob"))
        with transaction.atomic(), pytest.raises(IntegrityError):
            Second.objects.create(**{**row, "id": named("another")})


def test_nobody_seconds_their_own_wish(wall: Wall) -> None:
    item = wall.published()

    with pytest.raises(OwnWish):
        wall.second("alice", item)

    assert wall.row(item).seconds == 0


def test_only_what_hangs_on_the_wall_is_seconded(wall: Wall) -> None:
    with pytest.raises(NotOnTheWall):
        wall.second("bob", wall.write())
    with pytest.raises(NotOnTheWall):
        wall.second("bob", wall.fulfilled())


def test_a_claim_names_a_day_that_lies_ahead(wall: Wall) -> None:
    item = wall.published()
    with pytest.raises(Missing):
        wall.take("hana", "claim", item, text="出两张椅子")
    for days in (-1, 400):
        with pytest.raises(PromiseOutside):
            wall.take("hana", "claim", item, text="出两张椅子", promised_on=day(MORNING, days=days))


def test_an_organisation_claims_from_the_wall_and_is_then_its_holder(wall: Wall) -> None:
    item = wall.claimed("hana")

    view = wall.view("hana", item)

    assert (view.item.holder_id, view.item.holder_name, wall.row(item).claimer) == (
        named("property"), "翠竹物业", "翠竹物业",
    )  # fmt: skip
    promised = view.deadline("fulfil")
    assert promised is not None
    assert promised.due_at.date() == day(MORNING, days=10)


def test_a_wish_is_claimed_by_one_only(wall: Wall) -> None:
    item = wall.claimed("hana")

    with pytest.raises(NotAllowed):
        wall.take("kim", "claim", item, text="我来", promised_on=day(MORNING, days=3))


def test_residents_do_not_claim_in_the_name_of_an_office(wall: Wall) -> None:
    item = wall.published()

    with pytest.raises(NotAllowed):
        wall.take("bob", "claim", item, text="我来", promised_on=day(MORNING, days=3))


def test_a_claimer_never_confirms_their_own(wall: Wall) -> None:
    item = wall.done("clara")

    assert wall.item(item).holder_id != post_of("clara")
    with pytest.raises(NotAllowed, match="不能核实自己认领的心愿"):
        wall.take("clara", "confirm", item, text="做好了")
    wall.take("dana", "confirm", item, text="两张长椅放好了")
    assert wall.row(item).done_words == "两张长椅放好了"


def test_coming_true_needs_a_photo(wall: Wall) -> None:
    item = wall.claimed()

    with pytest.raises(Missing) as refused:
        wall.take("hana", "fulfil", item, text="放好了")

    assert refused.value.field == "evidence"


def test_the_wisher_has_the_last_word(wall: Wall) -> None:
    item = wall.fulfilled()
    with pytest.raises(NotAllowed):
        wall.take("hana", "thank", item)

    wall.take("alice", "not_yet", item, reason="还差一张")
    assert (wall.item(item).state, wall.item(item).holder_name) == ("claimed", "翠竹物业")
    wall.take("hana", "fulfil", item, text="补了一张", photos=[photo()])
    wall.take("clara", "confirm", item, text="两张长椅都放好了")
    wall.take("alice", "thank", item, text="谢谢")

    assert (wall.item(item).state, wall.row(item).state) == ("kept", "kept")


def test_a_wisher_who_says_nothing_is_given_two_weeks(wall: Wall) -> None:
    item = wall.fulfilled()

    with pytest.raises(NotAllowed, match="还有时间答复"):
        wall.take("clara", "rest", item, MORNING + timedelta(days=13))
    wall.take("clara", "rest", item, MORNING + timedelta(days=14))

    assert wall.item(item).state == "kept"


def test_who_gives_up_says_why_and_the_wish_hangs_again(wall: Wall) -> None:
    item = wall.claimed()

    wall.take("hana", "give_up", item, reason="木料没有了")

    row = wall.row(item)
    assert (row.state, row.claimer, row.promised_on) == ("published", "", None)
    assert wall.item(item).holder_id == post_of("clara")


def test_a_withdrawn_wish_leaves_no_words_on_the_wall(wall: Wall) -> None:
    item = wall.published()

    wall.take("alice", "withdraw", item)

    assert (wall.row(item).title, wall.row(item).text, wall.row(item).state) == ("", "", "withdrawn")


def test_no_answer_but_a_secretarys_or_a_leaders_declines_a_wish(wall: Wall) -> None:
    item = wall.published()

    with pytest.raises(NotAllowed):
        wall.take("clara", "decline", item, reason="消防通道")
    wall.take("sam", "decline", item, reason="消防通道")

    assert (wall.item(item).state, wall.row(item).answer) == ("declined", "消防通道")


@pytest.mark.parametrize(("text", "refused"), [("", TextEmpty), ("🪑！", TextEmpty), ("长" * 501, TextTooLong)])
def test_a_wish_is_words_and_not_too_many(wall: Wall, text: str, refused: type[Exception]) -> None:
    with pytest.raises(refused):
        wall.write(text=text)


def test_the_second_of_two_clerks_is_told(wall: Wall) -> None:
    item = wall.write()
    wall.take("clara", "publish", item, text=CHECKED, version=1)

    with pytest.raises(Stale):
        wall.take("dana", "send_back", item, reason="电话", version=1)


def test_a_form_sent_twice_makes_one_wish(wall: Wall) -> None:
    idem = named("one form")

    assert wall.write(idem=idem) == wall.write(idem=idem)


def test_everybody_is_told_what_concerns_them_once(wall: Wall) -> None:
    item = wall.fulfilled()
    wall.take("alice", "thank", item, text="谢谢")
    wall.told(MORNING)
    wall.told(MORNING)

    assert codes("alice") == ["wishes.claimed", "wishes.fulfilled", "wishes.published"]
    assert codes("clara") == ["wishes.to_check", "wishes.to_confirm"]
    assert codes("hana") == ["wishes.thanked"]


def test_a_wish_that_nobody_looks_at_goes_up_a_level(wall: Wall) -> None:
    item = wall.write()

    run_due(MORNING + timedelta(days=3))
    wall.told(MORNING + timedelta(days=3))

    assert wall.item(item).is_late
    assert wall.item(item).overseer_id == post_of("dana")
    assert "wishes.late" in codes("dana")
