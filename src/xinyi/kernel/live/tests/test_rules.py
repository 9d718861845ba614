"""A page hears what it may, once, and learns when it may have missed something."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

import pytest

from xinyi.kernel.live.asgi.hub import RESYNC, Hub
from xinyi.kernel.live.machine import MOST_TOPICS, Pass, TokenRefused, read, sign

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def token(secret: str) -> str:
    return sign(topics=["board", "item:7", "board"], made_at=NOON, lasts=HOUR, secret=secret)


def listening_hub() -> Hub:
    hub = Hub()
    hub.hears_since = time.time() - 60
    return hub


def test_a_token_names_its_topics_until_its_time_is_over() -> None:
    granted = read(token("ours"), at=NOON.timestamp() + 3599, secret="ours")

    assert granted == Pass(("board", "item:7"), NOON.timestamp(), (NOON + HOUR).timestamp())
    with pytest.raises(TokenRefused):
        read(token("ours"), at=NOON.timestamp() + 3600, secret="ours")


@pytest.mark.parametrize("forged", ["", ".", "a", "a.b", "a.b.c", "é.é", token("theirs"), token("ours")[:-2] + "AA"])
def test_a_forged_or_torn_token_is_refused(forged: str) -> None:
    with pytest.raises(TokenRefused):
        read(forged, at=NOON.timestamp(), secret="ours")


def test_a_token_cannot_name_topics_without_end() -> None:
    with pytest.raises(AssertionError):
        sign(topics=[str(n) for n in range(MOST_TOPICS + 1)], made_at=NOON, lasts=HOUR, secret="ours")


def test_only_those_who_listen_to_a_topic_are_told() -> None:
    hub = listening_hub()
    alice, bob = (hub.connect((topic,), seen_at=time.time()) for topic in ("item:1", "item:2"))

    hub.hear("item:1")

    assert (list(alice.waiting), list(bob.waiting)) == (["item:1"], [])


def test_a_slow_page_has_each_topic_waiting_once() -> None:
    hub = listening_hub()
    line = hub.connect(("board", "item:1"), seen_at=time.time())

    for _ in range(1000):
        hub.hear("board")
    hub.hear("item:1")

    assert asyncio.run(line.wait(1)) == ["board", "item:1"]


def test_what_changed_between_the_page_and_its_line_is_told() -> None:
    hub = listening_hub()
    made_at = time.time()
    hub.hear("item:1")

    assert list(hub.connect(("item:1", "item:2"), seen_at=made_at).waiting) == ["item:1"]


@pytest.mark.parametrize(("heard_for", "seen_before"), [(0, 1), (10, 11), (600, 121)])
def test_a_page_that_may_have_missed_something_reads_everything_again(heard_for: int, seen_before: int) -> None:
    hub = Hub()
    hub.hears_since = time.time() - heard_for if heard_for else 0.0

    line = hub.connect(("item:1",), seen_at=time.time() - seen_before)

    assert list(line.waiting) == [RESYNC]


def test_pages_that_have_gone_leave_nothing_behind() -> None:
    hub = listening_hub()

    hub.disconnect(hub.connect(("board",), seen_at=time.time()))

    assert (dict(hub.lines), hub.open) == ({}, set())


def test_topics_long_past_are_forgotten() -> None:
    hub = listening_hub()
    hub.recent = {"old": time.time() - 300, "young": time.time() - 10}

    hub.hear("new")

    assert list(hub.recent) == ["young", "new"]
