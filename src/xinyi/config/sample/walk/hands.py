"""The hands of everybody in the walk: each step is the public action, taken by the post that holds the case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any
from uuid import UUID

from django.db import connection

from xinyi.centre.cases.api import Given, Report, act, report
from xinyi.config.sample.naming import named
from xinyi.config.sample.residents import Resident
from xinyi.config.sample.walk.delays import Delays
from xinyi.config.sample.walk.messages import Message, place_of
from xinyi.config.sample.world import World
from xinyi.kernel.calendar.api import due_at
from xinyi.kernel.scope.api import Asking, sees_on_as
from xinyi.kernel.work.api import acknowledge

# So many forms are sent twice, by a double click: the second must change nothing.
SENT_TWICE = 0.02
STANDING = """
SELECT i.state, i.holder_id, i.version, i.urgency, i.category, i.place_id, c.kind_source, c.suggested_kind,
  (SELECT s.told_ids FROM work_step s WHERE s.item_id = i.id AND s.name = 'ring' AND s.done_at IS NULL
    AND s.answered_at IS NULL ORDER BY s.rank DESC LIMIT 1) AS rung_ids
FROM work_item i JOIN cases_case c ON c.item_id = i.id WHERE i.id = %s
"""


class Changed(Exception):
    """A form that was sent twice changed something the second time."""


@dataclass
class Walk:
    """What all lives share: the district, its people, how long they take, and which writer is which resident."""

    world: World
    delays: Delays
    seed: int
    residents: dict[str, Resident]
    sent_twice: int = 0


class Hands:
    """One case and everything that people do with it."""

    def __init__(self, walk: Walk, message: Message, *, chance: Random) -> None:
        self.walk, self.message, self.chance = walk, message, chance
        self.world, self.at = walk.world, message.at
        self.work_days = walk.delays.drawn(chance)
        self.resident = walk.residents[message.writer]
        self.place = place_of(message, ground=self.world.ground, seed=walk.seed)
        self.item_id: UUID | None = None
        self.steps = 0

    @property
    def item(self) -> Mapping[str, Any]:
        """The case as it stands now."""
        with connection.cursor() as cursor:
            cursor.execute(STANDING, [self.item_id])
            names = [one.name for one in cursor.description]
            return dict(zip(names, cursor.fetchone(), strict=True))

    def key(self) -> UUID:
        """The key of the next form."""
        self.steps += 1
        return named(f"walk {self.message.number} {self.steps}")

    def reported(self) -> None:
        """The writer reports it, on the web, in their own words."""
        made = Report(
            text=self.message.text, place=self.place, channel="web", reporter_id=self.resident.id,
            likes=self.message.likes,
        )  # fmt: skip
        self.item_id = self.sent(self.world.at_home(self.resident), report, report=made)

    def by_resident(self, name: str, **given: Any) -> None:
        """A step of the writer."""
        self.does(self.world.at_home(self.resident), name, seen=self.item["version"], **given)

    def by_holder(self, name: str, **given: Any) -> None:
        """A step of whoever the case is with."""
        item = self.item
        self.does(self.world.seated(self.world.by_holder[item["holder_id"]]), name, seen=item["version"], **given)

    def does(self, who: Asking, name: str, *, seen: int, **given: Any) -> None:
        """The public action with the version the person saw."""
        self.sent(who, act, item_id=self.item_id, name=name, given=Given(**given), version=seen)

    def acknowledged(self) -> None:
        """Whoever it rings at says that they have it; nothing when it no longer rings."""
        rung = self.item["rung_ids"]
        if rung:
            who = self.world.seated(self.world.by_holder[rung[0]])
            self.as_they_see_it(who, acknowledge, item_id=self.item_id)

    def sent(self, who: Asking, action: Any, **given: Any) -> Any:
        """Send a form, now and then twice. Raises ``Changed``."""
        key = self.key()
        answer = self.as_they_see_it(who, action, idem=key, **given)
        if self.chance.random() < SENT_TWICE:
            self.walk.sent_twice += 1
            if self.as_they_see_it(who, action, idem=key, **given) != answer:
                raise Changed(self.message.number)
        return answer

    def as_they_see_it(self, who: Asking, action: Any, **given: Any) -> Any:
        """Call an action with the database seeing as they do, and as the whole district afterwards."""
        sees_on_as(who)
        answer = action(asking=who, now=self.at, **given)
        sees_on_as(self.world.asking)
        return answer

    def later(self, share: float, *, work_days: float = 0.0) -> datetime:
        """The instant after a share of the case's drawn time, and so many work days of silence.

        Office hours count; a case whose promise runs by the clock takes the same share of that promise instead.
        """
        amount, rule = self.world.limits[self.item["urgency"]]["answer"]
        days = self.work_days * share + work_days
        if rule == "urgent_hour":
            due = due_at(asking=self.world.asking, start=self.at, amount=amount * days / 2, rule="urgent_hour")
        else:
            due = due_at(asking=self.world.asking, start=self.at, amount=days * 8, rule="work_hour")
        self.at = due.at
        return self.at
