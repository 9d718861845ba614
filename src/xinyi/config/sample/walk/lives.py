"""What becomes of each message: people handle it, and they err as people do."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from xinyi.config.sample import stories
from xinyi.config.sample.walk.hands import Hands

DESKS = {"community_clerk", "street_dispatcher", "district_dispatcher"}
# Shares of a case's drawn time.
TO_DESK, TO_DISPATCH, TO_ACCEPT, TO_SUBMIT, TO_CHECK = 0.06, 0.09, 0.15, 0.5, 0.2
# How often people err or do the less usual.
WITHDRAWN, TAKEN, MOVED, WRONG_KIND, HANDED_BACK, ASKED, REPLIED = 0.01, 0.5, 0.05, 0.08, 0.05, 0.06, 0.3
SILENT, URGED, REJECTED, REOPENED, RATED, NOTICED = 0.04, 0.4, 0.03, 0.04, 0.6, 0.5
SILENCE_WORK_DAYS = (1.5, 6.0)
UNKNOWN_KIND = "service.community"
Course = Iterator[datetime]


class RealLife(Hands):
    """One message from its report to the close of its case; every ``yield`` is a wait."""

    def live(self) -> Course:
        """All of it."""
        self.reported()
        yield from self.answered_ring()
        if self.chance.random() < WITHDRAWN:
            yield self.later(0.02)
            self.by_resident("withdraw", reason=self.chance.choice(stories.WITHDRAWN))
            return
        yield from self.at_first_holder()
        if self.item["state"] == "void":
            return
        if self.item["state"] != "handling":
            yield from self.accepted()
        yield from self.handled()
        yield from self.afterwards()

    def answered_ring(self) -> Course:
        """Whoever is rung mostly says so within minutes; some sleep, and it rings at the next in line."""
        if self.item["rung_ids"]:
            self.at += timedelta(seconds=min(40 + self.chance.expovariate(1 / 110), 3000))
            yield self.at
            self.acknowledged()

    def at_first_holder(self) -> Course:
        """The grid worker takes it or sends it up; a desk gives it to whoever handles such things."""
        yield from self.silence(TO_DESK)
        if self.role() not in DESKS:
            if self.chance.random() < TAKEN:
                self.by_holder("take")
                return
            self.by_holder("send_up", reason=self.chance.choice(stories.SEND_UP))
        elif self.chance.random() < MOVED:
            self.moved()
        yield from self.silence(TO_DISPATCH)
        if self.message.repeats and self.chance.random() < NOTICED:
            self.by_holder("void", reason=stories.VOIDED[1])
            return
        yield from self.dispatched_with_errors()

    def moved(self) -> None:
        """Up a level, or down to the community."""
        if self.role() == "street_dispatcher":
            self.by_holder("send_down", reason=self.chance.choice(stories.SEND_UP))
        elif self.role() == "community_clerk":
            self.by_holder("send_up", reason=self.chance.choice(stories.SEND_UP))

    def dispatched_with_errors(self) -> Course:
        """To the right one, or first to somebody who hands it back."""
        wrong = self.chance.random() < WRONG_KIND
        kind = self.chance.choice(list(self.world.kinds)) if wrong else self.kind()
        self.dispatched(kind, says=wrong)
        if wrong or self.chance.random() < HANDED_BACK:
            yield from self.silence(TO_ACCEPT)
            self.by_holder("hand_back", reason=self.chance.choice(stories.HAND_BACK), proposed="社区居委会")
            yield from self.silence(TO_DISPATCH)
            self.dispatched(self.kind_hinted(), says=wrong, other="" if wrong else "community")

    def kind(self) -> str:
        """What the case is taken for: as the rule confirmed, or as the person at the desk sees it."""
        return self.item["category"] or UNKNOWN_KIND

    def kind_hinted(self) -> str:
        """What the words hinted at, once the wrong kind was handed back."""
        return self.item["suggested_kind"] or UNKNOWN_KIND

    def dispatched(self, kind: str, *, says: bool = False, other: str = "") -> None:
        """To the organisation for this kind here; the person names the kind unless a rule has confirmed it."""
        given: dict[str, Any] = {"holder_id": self.handler(other or self.world.kinds[kind]["organisation_kind"])}
        if says or self.item["kind_source"] not in {"person", "rule"}:
            given["kind"] = kind
        self.by_holder("dispatch", **given)

    def handler(self, organisation_kind: str) -> UUID:
        """Who does this here, or else the residents' committee."""
        found = self.world.organisation(organisation_kind, self.place) or self.world.organisation(
            "community", self.place
        )
        assert found is not None
        return found.id

    def role(self) -> str:
        """What whoever holds it is."""
        return self.world.by_holder[self.item["holder_id"]].role

    def accepted(self) -> Course:
        """The handler takes it on."""
        yield from self.silence(TO_ACCEPT)
        self.by_holder("accept")

    def handled(self) -> Course:
        """Words on the way, the result, and the check by another."""
        if self.chance.random() < ASKED:
            yield self.later(0.1)
            self.by_holder("ask", text=self.chance.choice(stories.ASKED))
            yield self.later(0.3)
            self.by_resident("answer", text=self.chance.choice(stories.ANSWERED))
        if self.chance.random() < REPLIED:
            yield self.later(0.05)
            self.by_holder("reply", text=self.chance.choice(stories.REPLIES))
        yield from self.submitted()
        if self.chance.random() < REJECTED:
            yield from self.silence(TO_CHECK)
            self.by_holder("reject", reason=self.chance.choice(stories.REJECTED))
            yield from self.submitted()
        yield from self.silence(TO_CHECK)
        self.by_holder("approve")

    def submitted(self) -> Course:
        """What was done, with a picture."""
        yield from self.silence(TO_SUBMIT)
        photos = [self.world.pictures.of_result()]
        self.by_holder("submit", text="已到现场处理完毕，请核查。", photos=photos)

    def afterwards(self) -> Course:
        """A rating; or it was not solved after all and goes round again."""
        turn = self.chance.random()
        self.at += timedelta(minutes=self.chance.randrange(20, 4000))
        yield self.at
        if turn < REOPENED:
            self.by_resident("reopen", reason=self.chance.choice(stories.NOT_SOLVED))
            yield from self.silence(TO_DISPATCH)
            self.dispatched(self.kind())
            yield from self.accepted()
            yield from self.handled()
        elif turn < REOPENED + RATED:
            score = self.chance.choices((5, 4, 3, 2, 1), (50, 28, 12, 6, 4))[0]
            self.by_resident("rate", score=score, text="")

    def silence(self, share: float) -> Course:
        """Wait for a step; now and then nobody does anything for days, and some writers ask how it goes."""
        if self.chance.random() >= SILENT:
            yield self.later(share)
            return
        days = self.chance.uniform(*SILENCE_WORK_DAYS)
        yield self.later(share, work_days=days * 0.6)
        if self.chance.random() < URGED:
            self.by_resident("urge")
        yield self.later(0, work_days=days * 0.4)
