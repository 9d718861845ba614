"""Members of the cast in front of a browser, and matters for them to look at."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from tests.cast import BAMBOO_COURT, asking_for, named, post_of
from tests.harness.client import Client
from xinyi.kernel.accounts.api import COOKIES, sample_sign_in
from xinyi.kernel.base.api import now, write
from xinyi.kernel.calendar.api import LOCAL
from xinyi.kernel.notices.api import notify
from xinyi.kernel.places.api import place_by_code
from xinyi.kernel.scope.api import Actor, Asking, ensure_months, scope, system
from xinyi.kernel.work.api import Change, Draft, Limit, Next, PartyDraft, hold, open_item, step

KIND = "cases.case"
ANSWER = {"first_response": Limit(2, "urgent_hour"), "answer": Limit(48, "urgent_hour")}
nobody = Asking(actor=Actor())


@dataclass
class World:
    """What the tests of pages do to the cast's database; ``now`` is the wall clock's, as the pages read it."""

    now: datetime

    def resident(self, name: str = "alice") -> Client:
        """A browser in which a resident is signed in."""
        return self.browser(name, terminal="resident")

    def staff(self, name: str = "clara") -> Client:
        """A browser in which a member of staff works on their post."""
        return self.browser(name, terminal="console", post_id=post_of(name))

    def browser(self, name: str, **how: Any) -> Client:
        """A browser with a session."""
        with scope(nobody):
            signed = sample_sign_in(asking=nobody, person=named(name), now=self.now, **how)
        client = Client()
        client.cookies[COOKIES[how["terminal"]][0]] = signed.token
        return client

    def item(self, title: str = "楼道堆物", *, who: str = "alice", holder: str = "clara", **more: Any) -> UUID:
        """A matter that a resident reported and a post holds."""
        with scope(asking_for(who)) as asking:
            place = place_by_code(asking=asking, code=more.pop("place", BAMBOO_COURT))
            draft = Draft(
                kind=KIND, title=title, channel="web", place=place.scope_columns(), place_id=place.id,
                place_name=place.name, holder=Next(post_of(holder), "post", "社区工作者 周倩", "community"),
                parties=[PartyDraft(named(who))], limits=ANSWER, number=f"SQ-{title}", **more,
            )  # fmt: skip
            opened = more.get("at", self.now)
            return open_item(asking=asking, draft=draft, idem=uuid4(), now=opened).item_id

    def moved(self, item_id: UUID, name: str, *, who: str = "clara", **given: Any) -> None:
        """A step on a matter."""
        with scope(asking_for(who)) as asking:
            held = hold(asking=asking, item_id=item_id, version=None)
            change = Change(text=given.pop("text", "好的"), reason=given.pop("reason", "说明"), **given)
            step(asking=asking, held=held, name=name, idem=uuid4(), now=self.now, change=change, given={"kind": "x"})

    def ringing(self, title: str = "商家音响", *, holder: str = "dana") -> UUID:
        """A matter that rings at the street's desk."""
        rung = Next(post_of(holder), "post", "值班长 刘敏", "street")
        return self.item(title, holder=holder, rings=[rung], ring_minutes=5, category_label="噪音扰民 / 商家音响")

    def tell(self, whom: UUID, *, url: str = "", key: str = "k", title: str = "楼道堆物") -> None:
        """A notice."""
        with scope(system("test")):
            parameters = {"number": "SQ-1", "title": title}
            write(
                notify(recipients=[whom], code="cases.assigned", parameters=parameters, url=url, at=self.now, key=key)
            )


def world() -> World:
    """The cast on this day."""
    today = now()
    with scope(system("test")):
        day = today.astimezone(LOCAL).date()
        ensure_months(day - timedelta(days=62), day + timedelta(days=31))
    return World(today)
