"""Everybody reads what they were told, once, in their language, and nobody reads another's inbox."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import translation

from xinyi.kernel.base.api import write
from xinyi.kernel.notices.api import inbox, mark_read, notify, unread_count
from xinyi.kernel.notices.models import Notice
from xinyi.kernel.notices.tests.people import ALICE, BOB, CASE, NOON, person
from xinyi.kernel.scope.api import Actor, Asking, scope, system

pytestmark = pytest.mark.django_db
COLUMNS = {"street_id": 1, "community_id": 2, "grid_id": 3, "pos": 40, "participant_ids": [BOB]}
NOT_THEIRS = Asking(actor=Actor(post=BOB), me=BOB, lo=1, hi=100, level="community")


def told(*recipients: UUID, key: str = "first", at: datetime = NOON, **more: Any) -> list[int]:
    """Tell them that a case was accepted."""
    with scope(system("tests")):
        return write(
            notify(
                recipients=recipients,
                code="tests.accepted",
                parameters={"number": "2603-1", "due_at": NOON + timedelta(hours=8)},
                at=at,
                key=key,
                item_id=CASE,
                url="/matters/1/",
                **more,
            )
        )


def texts(asking: Asking) -> list[str]:
    with scope(asking):
        return [one.text for one in inbox(asking=asking)]


def test_a_notice_is_worded_when_it_is_read() -> None:
    told(ALICE)

    assert texts(person(ALICE)) == ["您的诉求 2603-1 已受理，2026年3月2日 20:00前答复。"]
    with translation.override("en"):
        assert "03/02/2026" in texts(person(ALICE))[0]


def test_the_same_key_tells_each_recipient_once() -> None:
    counts = (told(ALICE), told(ALICE, BOB), told(ALICE, key="second"))

    assert counts == ([1], [1], [1])
    assert (len(texts(person(ALICE))), len(texts(person(BOB)))) == (2, 1)


def test_a_post_does_not_read_what_the_people_of_its_place_were_told() -> None:
    told(ALICE, columns=COLUMNS)

    with scope(NOT_THEIRS):
        seen = (Notice.objects.count(), inbox(asking=NOT_THEIRS), unread_count(asking=NOT_THEIRS))
    assert len(texts(person(ALICE))) == 1
    assert seen == (0, [], 0)


def test_nobody_sees_no_notices() -> None:
    told(ALICE)

    nobody = Asking(actor=Actor())
    with scope(nobody):
        assert (inbox(asking=nobody), unread_count(asking=nobody), Notice.objects.count()) == ([], 0, 0)


def test_what_was_read_counts_no_longer() -> None:
    told(ALICE, key="a")
    told(ALICE, key="b")
    told(BOB, key="a")

    with scope(person(ALICE)) as alice:
        first = inbox(asking=alice)[0]
        marked = (mark_read(asking=alice, ids=[first.id], now=NOON), mark_read(asking=alice, ids=[first.id], now=NOON))
        left = unread_count(asking=alice)
        rest = mark_read(asking=alice, item_id=CASE, now=NOON)
        nothing_left = unread_count(asking=alice)

    assert (marked, left, rest, nothing_left) == ((1, 0), 1, 1, 0)
    with scope(person(BOB)) as bob:
        assert unread_count(asking=bob) == 1


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_inbox_takes_one_statement_whatever_it_holds(how_many: int, count_sql: Any) -> None:
    for number in range(how_many):
        told(ALICE, key=str(number))

    with scope(person(ALICE)) as alice, count_sql(exactly=1):
        assert len(inbox(asking=alice)) == how_many


def test_the_inbox_pages_from_the_newest_without_gap_or_repeat() -> None:
    for minute in (0, 1, 1, 1, 2):
        told(
            ALICE,
            key=f"{minute} {Notice.objects.count()} {len(texts(person(ALICE)))}",
            at=NOON + timedelta(minutes=minute),
        )

    with scope(person(ALICE)) as alice:
        whole = [one.id for one in inbox(asking=alice)]
        pages, last = [], None
        while page := inbox(asking=alice, after=last, limit=2):
            pages += [one.id for one in page]
            last = page[-1].id

    assert len(whole) == 5
    assert pages == whole


def test_a_notice_without_its_parameters_is_a_mistake_of_ours() -> None:
    with pytest.raises(AssertionError, match="lacks"):
        notify(recipients=[ALICE], code="tests.accepted", parameters={"number": 1}, at=NOON, key="x")


def test_a_notice_of_a_folder_that_is_gone_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    told(ALICE)
    monkeypatch.setattr("xinyi.kernel.notices.queries.kinds", dict)

    assert texts(person(ALICE)) == ["这条消息所属的功能已经停用。"]
