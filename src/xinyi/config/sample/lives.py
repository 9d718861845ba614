"""The lives of sample cases: every step is the ordinary action, taken by the post it is with, at a plausible time."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from xinyi.centre.cases.api import Given, Report, act, report
from xinyi.config.sample import stories
from xinyi.config.sample.naming import named
from xinyi.config.sample.residents import Resident
from xinyi.config.sample.stories import story_at
from xinyi.config.sample.world import World
from xinyi.kernel.calendar.api import LOCAL, due_at
from xinyi.kernel.places.api import PlaceRef
from xinyi.kernel.scope.api import Asking
from xinyi.kernel.work.api import Item, Step, acknowledge, take_due_step

CHANNELS, CHANNEL_WEIGHTS = ("web", "telephone", "counter", "grid"), (66, 16, 8, 10)
OFFERED, OFFERED_EVERY = 4, 40
# Of the last days' steps so many are long overdue; of those who wait too long so many ask.
RECENT, STUCK, URGING = timedelta(days=6), 0.07, 0.35


class NotYet(Exception):
    """The next step lies after now: the case stays as it is."""


class Happening:
    """One case: reported, with what it takes to let time pass and steps be taken."""

    def __init__(self, world: World, *, number: int, filed: datetime) -> None:
        self.world, self.chance, self.at, self.number = world, world.chance, filed, number
        self.steps, self.filed = 0, filed
        self.resident = self.reporter()
        self.story = story_at(filed.astimezone(LOCAL).hour, chance=self.chance)
        self.place = self.where()
        self.item_id = self.reported()

    def reporter(self) -> Resident:
        """Anybody; now and then one of those whom the sample offers to sign in as, who thus have matters to look at."""
        if self.number % OFFERED_EVERY == 0:
            return self.world.residents[self.number // OFFERED_EVERY % OFFERED]
        return self.chance.choice(self.world.residents)

    def where(self) -> PlaceRef:
        """The stair, building or compound of the resident, as the story wants."""
        place = self.resident.home
        while place.level != self.story.at and place.level not in {"compound", "community"}:
            place = self.world.ground.by_id[place.parent_id or 0]
        return place

    def words_for_place(self) -> str:
        """The place as people say it: compound, building, stair."""
        names, place = [self.place.name], self.place
        while place.level in {"stair", "building"}:
            place = self.world.ground.by_id[place.parent_id or 0]
            names.insert(0, place.name)
        return "".join(names).replace(" ", "")

    def reported(self) -> UUID:
        """By the resident, or by staff for them."""
        channel = self.chance.choices(CHANNELS, CHANNEL_WEIGHTS)[0]
        world, place = self.world, self.place
        clerk = world.clerks["community_clerk", place.community_id or 0]
        if channel == "grid" and place.grid_id:
            clerk = world.clerks["grid_worker", place.grid_id]
        asking = world.at_home(self.resident) if channel == "web" else world.seated(clerk)
        photos = self.photos_of_trouble() if channel == "web" else ()
        made = Report(
            text=self.story.told(self.words_for_place(), chance=self.chance), place=place, channel=channel,
            reporter_id=self.resident.id, anonymous=channel == "web" and self.chance.random() < 0.08,
            photos=photos,
        )  # fmt: skip
        return report(asking=asking, report=made, idem=self.key(), now=self.at)

    def photos_of_trouble(self) -> list[Any]:
        """A few reports carry a picture."""
        if not self.world.photos_left or self.chance.random() > 0.5:
            return []
        self.world.photos_left -= 1
        return [self.world.pictures.of_trouble()]

    def key(self) -> UUID:
        """The form's key."""
        self.steps += 1
        return named(f"form {self.number} {self.steps}")

    @property
    def item(self) -> Mapping[str, Any]:
        """The case's row as it is."""
        return self.world.ledger.rows[Item][self.item_id]

    def pending(self) -> list[Mapping[str, Any]]:
        """What will happen by itself, the next first."""
        steps = self.world.ledger.by_item[Step, self.item_id]
        waiting = [one for one in steps if one["done_at"] is None and one["answered_at"] is None]
        return sorted(waiting, key=lambda one: one["due_at"])

    def holder(self) -> Asking:
        """Whoever it is with."""
        return self.world.seated(self.world.by_holder[self.item["holder_id"]])

    def wait(self, promise: str, *, late: float = 0.03) -> None:
        """Let time pass: mostly less than the promise gives, now and then more, and then people ask how it goes."""
        amount, rule = self.world.limits[self.item["urgency"]][promise]
        is_late = self.chance.random() < late
        share = self.chance.uniform(1.05, 2.2) if is_late else 0.95 * self.chance.betavariate(1.2, 3.5)
        if self.is_recent and self.chance.random() < STUCK:
            share, is_late = self.chance.uniform(2, 14), True
        due = due_at(asking=self.world.asking, start=self.at, amount=amount * share, rule=rule).at
        begun, self.at = self.at, max(due, self.at) + timedelta(seconds=self.chance.randrange(5, 50))
        if is_late and self.chance.random() < URGING:
            self.urged(begun + (self.at - begun) * 0.8)

    def urged(self, at: datetime) -> None:
        """The resident asks how it goes, unless that lies ahead."""
        if at < self.world.now:
            self.reach(at)
            self.act(self.world.at_home(self.resident), "urge", at=at)

    @property
    def is_recent(self) -> bool:
        """Whether it may still be open: among the last days' cases some are stuck."""
        return self.world.now - self.filed < RECENT

    def pause(self, minutes: int) -> None:
        """A while; what happens now does not wait so long."""
        is_now = self.item["urgency"] in {"happening_now", "most_urgent"}
        self.at += timedelta(minutes=self.chance.uniform(1, 4) if is_now else self.chance.uniform(minutes / 4, minutes))

    def do(self, asking: Asking, name: str, **given: Any) -> None:
        """Take a step. Raises ``NotYet`` when it lies in the future."""
        self.reach(self.at)
        self.act(asking, name, at=self.at, **given)

    def act(self, asking: Asking, name: str, *, at: datetime, **given: Any) -> None:
        """The ordinary action."""
        act(
            asking=asking, item_id=self.item_id, name=name, given=Given(**given), version=None, idem=self.key(), now=at
        )  # fmt: skip

    def reach(self, at: datetime) -> None:
        """Let happen by itself what is due until then. Raises ``NotYet``."""
        until = min(at, self.world.now)
        while due := [one for one in self.pending() if one["due_at"] <= until]:
            first = due[0]
            take_due_step(asking=self.world.asking, step_id=first["id"], item_id=self.item_id, now=first["due_at"])
        if at > self.world.now:
            raise NotYet


class Life(Happening):
    """One case from its report to wherever it is now."""

    def go(self) -> None:
        """Everything, as far as today reaches."""
        try:
            self.acknowledged()
            self.to_handler()
            self.handled()
            self.afterwards()
        except NotYet:
            return

    def acknowledged(self) -> None:
        """Whoever is rung says so within minutes."""
        rung = next((one for one in self.pending() if one["name"] == "ring"), None)
        if rung:
            self.at += timedelta(seconds=self.chance.randrange(15, 90))
            if self.at > self.world.now:
                raise NotYet
            asking = self.world.seated(self.world.by_holder[rung["told_ids"][0]])
            acknowledge(asking=asking, item_id=self.item_id, now=self.at)

    def to_handler(self) -> None:
        """From the first holder to whoever handles it."""
        turn = self.chance.random()
        if turn < 0.02:
            self.at += timedelta(minutes=self.chance.randrange(5, 50))
            self.do(self.world.at_home(self.resident), "withdraw", reason=self.chance.choice(stories.WITHDRAWN))
            raise NotYet
        if self.holder().role == "grid_worker":
            self.wait("admit", late=0.03)
            if turn < 0.55:
                self.do(self.holder(), "take")
                return
            self.do(self.holder(), "send_up", reason=self.chance.choice(stories.SEND_UP))
        self.wait("admit" if self.item["state"] == "reported" else "dispatch", late=0.03)
        if turn < 0.04:
            self.do(self.holder(), "void", reason=self.chance.choice(stories.VOIDED))
            raise NotYet
        self.dispatched()
        if turn > 0.94:
            self.handed_back()
        self.wait("accept", late=0.03)
        self.do(self.holder(), "accept")

    def dispatched(self, *, other: str = "") -> None:
        """To the organisation that handles such things here."""
        kind = self.story.kind or "service.community"
        wanted = other or self.world.kinds[kind]["organisation_kind"]
        found = self.world.organisation(wanted, self.place) or self.world.organisation("community", self.place)
        assert found is not None
        self.do(self.holder(), "dispatch", kind=kind, holder_id=found.id)

    def handed_back(self) -> None:
        """Not ours, says the first; the desk finds another."""
        self.wait("accept")
        self.do(self.holder(), "hand_back", reason=self.chance.choice(stories.HAND_BACK), proposed="社区居委会")
        self.wait("dispatch")
        self.dispatched(other="community")

    def handled(self) -> None:
        """Words on the way, then the result, then the check."""
        if self.chance.random() < 0.05:
            self.pause(90)
            self.do(self.holder(), "ask", text=self.chance.choice(stories.ASKED))
            self.pause(600)
            self.do(self.world.at_home(self.resident), "answer", text=self.chance.choice(stories.ANSWERED))
        if self.chance.random() < 0.3:
            self.pause(60)
            self.do(self.holder(), "reply", text=self.chance.choice(stories.REPLIES))
        self.submitted()
        if self.chance.random() < 0.03:
            self.wait("check")
            self.do(self.holder(), "reject", reason=self.chance.choice(stories.REJECTED))
            self.wait("accept")
            self.do(self.holder(), "accept") if self.item["state"] == "dispatched" else None
            self.submitted()
        self.wait("check", late=0.03)
        self.do(self.holder(), "approve")

    def submitted(self) -> None:
        """What was done, with a picture."""
        self.wait("handle", late=0.05)
        self.do(
            self.holder(), "submit", text=self.chance.choice(self.story.fixed), photos=[self.world.pictures.of_result()]
        )

    def afterwards(self) -> None:
        """The rating; seldom it was not solved after all."""
        resident = self.world.at_home(self.resident)
        turn = self.chance.random()
        self.at += timedelta(minutes=self.chance.randrange(15, 2400))
        if turn < 0.03:
            self.do(resident, "reopen", reason=self.chance.choice(stories.NOT_SOLVED))
            self.wait("dispatch")
            self.dispatched()
            self.wait("accept")
            self.do(self.holder(), "accept")
            self.submitted()
            self.wait("check")
            self.do(self.holder(), "approve")
        elif turn < 0.72:
            score = self.chance.choices((5, 4, 3, 2, 1), (58, 27, 9, 4, 2))[0]
            words = stories.PRAISE if score > 3 else stories.GRUMBLE
            self.do(resident, "rate", score=score, text=self.chance.choice(words))
