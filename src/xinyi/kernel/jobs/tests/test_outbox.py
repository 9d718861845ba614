"""What follows from a write happens after it, once per subscriber, and nobody's failure hinders the others."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from xinyi.kernel.base.api import write
from xinyi.kernel.jobs import actions, events
from xinyi.kernel.jobs import api as jobs
from xinyi.kernel.jobs.actions import perform
from xinyi.kernel.jobs.events import decode, encode
from xinyi.kernel.jobs.models import Done, Job
from xinyi.kernel.manifest import Reaction
from xinyi.kernel.scope.api import Asking

ALICE = UUID("a11ce000-0000-4000-8000-000000000001")
BOB = UUID("b0b00000-0000-4000-8000-000000000002")
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Greeted:
    """Somebody said hello."""

    who: UUID
    words: str
    at: datetime
    also: tuple[UUID, ...] = ()
    answer_by: datetime | None = None


@dataclass
class Diary:
    """Subscribers by name and what they wrote down."""

    lines: list[object] = field(default_factory=list)
    subscribers: dict[str, Callable[..., None]] = field(default_factory=dict)

    def subscribe(self, name: str, function: Callable[..., None] | None = None) -> None:
        """Let a subscriber listen to the greeting."""

        def note(event: object, *, now: datetime) -> None:
            self.lines.append((name, event, now))

        self.subscribers[name] = function or note


@pytest.fixture(autouse=True)
def diary(monkeypatch: pytest.MonkeyPatch) -> Diary:
    """A folder "tests" that subscribes to ``Greeted`` whatever the diary is told to."""
    kept = Diary()

    def reactions_to(name: str) -> tuple[tuple[str, Reaction], ...]:
        return tuple(("tests", Reaction(name, one)) for one in kept.subscribers)

    def resolve(slug: str, name: str) -> Any:
        return kept.subscribers[name]

    monkeypatch.setattr(events, "Greeted", Greeted, raising=False)
    monkeypatch.setattr(actions, "reactions_to", reactions_to)
    monkeypatch.setattr(actions, "resolve", resolve)
    return kept


HELLO = Greeted(who=ALICE, words="您好，“邻居”\n", at=NOON, also=(BOB,))


def test_an_event_comes_back_from_the_outbox_as_it_was() -> None:
    assert decode("jobs.Greeted", encode(HELLO)) == HELLO


def test_an_event_nobody_subscribes_to_writes_nothing() -> None:
    assert jobs.publish(HELLO, at=NOON).rows == []


@pytest.mark.django_db
def test_every_subscriber_is_told_once_in_order(diary: Diary) -> None:
    diary.subscribe("first")
    diary.subscribe("second")
    write(jobs.publish(HELLO, at=NOON))

    done = (jobs.drain(now=NOON), jobs.drain(now=NOON))

    assert done == (2, 0)
    assert diary.lines == [("first", HELLO, NOON), ("second", HELLO, NOON)]


@pytest.mark.django_db
def test_a_job_waits_for_its_time(diary: Diary) -> None:
    diary.subscribe("only")
    write(jobs.publish(HELLO, at=NOON + timedelta(hours=1)))

    early = jobs.drain(now=NOON + timedelta(minutes=59))

    assert (early, jobs.next_due_at()) == (0, NOON + timedelta(hours=1))
    assert jobs.drain(now=NOON + timedelta(hours=1)) == 1
    assert jobs.next_due_at() is None


@pytest.mark.django_db
def test_a_reaction_is_told_who_asks_when_it_wants_to_know(diary: Diary) -> None:
    def curious(event: Greeted, *, asking: Asking, now: datetime) -> None:
        diary.lines.append((asking.level, asking.actor.machine, set(asking.stamps) >= set()))

    diary.subscribe("curious", curious)
    write(jobs.publish(HELLO, at=NOON))

    jobs.drain(now=NOON)

    assert diary.lines == [("district", "tests:curious", True)]


@pytest.mark.django_db
def test_a_failing_reaction_is_tried_again_later_and_stops_nobody(diary: Diary) -> None:
    def broken(event: Greeted, *, now: datetime) -> None:
        message = "no"
        raise LookupError(message)

    diary.subscribe("broken", broken)
    diary.subscribe("sound")
    write(jobs.publish(HELLO, at=NOON))

    with pytest.raises(jobs.JobsFailed):
        jobs.drain(now=NOON)

    assert diary.lines == [("sound", HELLO, NOON)]
    assert list(Job.objects.values_list("attempts", "scheduled_at")) == [(1, NOON + timedelta(seconds=2))]
    with pytest.raises(jobs.JobsFailed):
        jobs.drain(now=NOON + timedelta(seconds=2))
    assert jobs.next_due_at() == NOON + timedelta(seconds=6)


@pytest.mark.django_db
def test_what_a_failing_reaction_wrote_is_gone(diary: Diary) -> None:
    def half_done(event: Greeted, *, now: datetime) -> None:
        write(jobs.once(key=ALICE, owner=BOB, at=now))
        message = "power cut"
        raise OSError(message)

    diary.subscribe("half_done", half_done)
    write(jobs.publish(HELLO, at=NOON))

    with pytest.raises(jobs.JobsFailed):
        jobs.drain(now=NOON)

    assert jobs.answer_of(key=ALICE, owner=BOB) is None
    assert not Done.objects.exists()


@pytest.mark.django_db
def test_a_job_that_comes_twice_has_one_effect(diary: Diary) -> None:
    diary.subscribe("only")
    row = dict(jobs.publish(HELLO, at=NOON).rows[0])

    perform(task_name=row["task_name"], args=row["args"], now=NOON)
    perform(task_name=row["task_name"], args=row["args"], now=NOON)

    assert diary.lines == [("only", HELLO, NOON)]


@pytest.mark.django_db
def test_a_reaction_may_publish_in_turn(diary: Diary) -> None:
    def passes_on(event: Greeted, *, now: datetime) -> None:
        diary.lines.append(event.words)
        if len(event.words) < 3:
            jobs.publish_now(Greeted(who=event.who, words=event.words + "!", at=now), at=now)

    diary.subscribe("passes_on", passes_on)
    jobs.publish_now(Greeted(who=ALICE, words="a", at=NOON), at=NOON)

    assert jobs.drain(now=NOON) == 3
    assert diary.lines == ["a", "a!", "a!!"]


@pytest.mark.django_db
def test_the_backlog_counts_what_is_due_only(diary: Diary) -> None:
    diary.subscribe("only")
    write(jobs.publish(HELLO, at=NOON), jobs.publish(HELLO, at=NOON + timedelta(days=1)))

    assert jobs.backlog(now=NOON) == jobs.Backlog(due=1, given_up=0, oldest_at=NOON)
