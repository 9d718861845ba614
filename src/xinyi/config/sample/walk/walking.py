"""Walks all messages: sets the district up, lets the clock jump from event to event, and the worker's jobs with it."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connection, transaction

from xinyi.config.sample.district import lay_ground, set_rules
from xinyi.config.sample.geography import chance_from
from xinyi.config.sample.history import new_ledger
from xinyi.config.sample.pictures import Pictures
from xinyi.config.sample.residents import Resident, settle
from xinyi.config.sample.staff import hire
from xinyi.config.sample.walk.delays import read_delays
from xinyi.config.sample.walk.events import Events
from xinyi.config.sample.walk.hands import Walk
from xinyi.config.sample.walk.lives import RealLife
from xinyi.config.sample.walk.messages import Message
from xinyi.config.sample.world import World
from xinyi.kernel.facts.api import roll_up
from xinyi.kernel.jobs.api import drain, next_due_at
from xinyi.kernel.places.api import Place
from xinyi.kernel.scope.api import ensure_months, scope, system
from xinyi.kernel.work.api import run_due_steps

BEFORE_FIRST, AFTER_LAST = timedelta(days=31), timedelta(days=400)
# A clock that still finds something due so long after the last report has found a loop.
LONGEST = timedelta(days=380)
HOUR, SAID_EVERY = timedelta(hours=1), 2000
NEXT_STEP = "SELECT min(due_at) FROM work_step WHERE done_at IS NULL AND answered_at IS NULL AND due_at < %s"


class NotEmpty(Exception):
    """The walk needs a database of its own."""


def walk(
    *, messages: Sequence[Message], data: Path, residents: int, seed: int, say: Callable[[str], object]
) -> Counter[str]:
    """Walk the messages in an empty database, one transaction per virtual hour; returns what the clock counted.

    Raises ``NotEmpty``; whatever an action refuses rises, since nobody here may do what is not allowed.
    """
    walked = prepared(messages, data=data, residents=residents, seed=seed)
    say(f"{len(walked.world.ground.by_id)} 个地点 / places; 办理时长系数 / factor {walked.delays.factor:.4f}")
    clock = Clock(walked, messages)
    clock.run(say=say)
    with scope(system("walk")):
        roll_up(first=messages[0].at.date(), last=messages[-1].at.date() + AFTER_LAST)
    return clock.counts + Counter(sent_twice=walked.sent_twice)


def prepared(messages: Sequence[Message], *, data: Path, residents: int, seed: int) -> Walk:
    """The sample district as it stood before the first message."""
    begin = messages[0].at - BEFORE_FIRST
    with transaction.atomic(), scope(system("walk")):
        if Place.objects.exists():
            raise NotEmpty
        ground = lay_ground(residents=residents, seed=seed, now=begin)
        ensure_months(begin.date(), (messages[-1].at + AFTER_LAST).date())
        set_rules(now=begin)
        staff = hire(ground=ground, chance=chance_from(f"staff {seed}"), now=begin)
        people = settle(ground=ground, count=residents, chance=chance_from(f"people {seed}"), now=begin)
    with scope(system("walk")) as asking:
        chance = chance_from(f"walk {seed}")
        world = World(
            asking=asking, now=begin, chance=chance, ground=ground, staff=staff, residents=people,
            pictures=Pictures(asking=asking, chance=chance, now=begin), photos_left=0, ledger=new_ledger(now=begin),
        )  # fmt: skip
        return Walk(world, read_delays(data, asking=asking), seed, writers(messages, people))


def writers(messages: Sequence[Message], people: Sequence[Resident]) -> dict[str, Resident]:
    """Each writer is one resident, in the order of their first message."""
    names = list(dict.fromkeys(one.writer for one in messages))
    return dict(zip(names, people[: len(names)], strict=True))


class Clock:
    """The virtual clock over cases, stored deadlines and jobs."""

    def __init__(self, walked: Walk, messages: Sequence[Message]) -> None:
        self.walked, self.events, self.counts = walked, Events(), Counter[str]()
        self.last = messages[-1].at + LONGEST
        for one in messages:
            life = RealLife(walked, one, chance=chance_from(f"walk {walked.seed} {one.number}"))
            self.events.put(life.live(), at=one.at)

    def run(self, *, say: Callable[[str], object]) -> None:
        """Everything that happens, in order; one transaction per virtual hour in which anything does."""
        said = 0
        while self.hour():
            if self.counts["moments"] - said >= SAID_EVERY:
                said = self.counts["moments"]
                say(f"{self.now:%Y-%m-%d %H:%M} · {said}")

    def hour(self) -> bool:
        """All moments of the hour that begins with the next one; False when nothing is left to happen."""
        with transaction.atomic(), scope(system("walk")):
            first = at = self.next_moment()
            while first is not None and at is not None and at < first + HOUR:
                self.moment(at)
                at = self.next_moment()
        return first is not None

    def next_moment(self) -> datetime | None:
        """The next instant at which a life goes on, a stored deadline is due, or a job waits to be done."""
        with connection.cursor() as cursor:
            cursor.execute(NEXT_STEP, [self.last])
            (self.step_at,) = cursor.fetchone()
        jobs_at = next_due_at()
        found = [one for one in (self.events.next_at, self.step_at, jobs_at) if one is not None and one < self.last]
        return min(found, default=None)

    def moment(self, at: datetime) -> None:
        """What was due comes first, then one life goes on, then the worker does its jobs."""
        self.now = at
        self.counts["moments"] += 1
        if self.step_at is not None and self.step_at <= at:
            self.counts["due_steps"] += run_due_steps(now=at)
            self.counts["jobs"] += drain(now=at)
        if self.events.next_at is not None and self.events.next_at <= at:
            self.events.go_on()
        self.counts["jobs"] += drain(now=at)
