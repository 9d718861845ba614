"""A case in the hands of the cast: who does what, when."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tests.cast import MORNING, STAIR, asking_for, named, post_of
from xinyi.centre.cases.api import Given, Report, act, report
from xinyi.kernel.files.api import PreparedFile
from xinyi.kernel.jobs.api import drain
from xinyi.kernel.places.api import place_by_code
from xinyi.kernel.scope.api import scope, system
from xinyi.kernel.work.api import Item, View, item_view

LITTER = "三单元楼道里堆了很多杂物，老人上下楼不方便"
NOISE = "夜里十一点四十五楼下商家还在放音响"


class Walk:
    """Reports cases and takes steps as members of the cast."""

    def report(self, who: str = "alice", text: str = LITTER, at: datetime = MORNING, **more: Any) -> UUID:
        """The id of a case reported by ``who`` in stair 3."""
        with scope(asking_for(who)) as asking:
            place = place_by_code(asking=asking, code=more.pop("place", STAIR))
            reporter = None if asking.is_staff else named(who)
            made = Report(text=text, place=place, channel="web", reporter_id=more.pop("reporter_id", reporter), **more)
            return report(asking=asking, report=made, idem=uuid4(), now=at)

    def act(self, who: str, name: str, item: UUID, at: datetime = MORNING, **given: Any) -> int:
        """Take a step as ``who``; ``to`` names an organisation or a member of staff."""
        if name == "dispatch":
            given.setdefault("kind", "clean.stairs")
        idem, version = given.pop("idem", uuid4()), given.pop("version", None)
        to = given.pop("to", None)
        holder = None if to is None else named(to) if to in {"patrol", "property", "city"} else post_of(to)
        with scope(asking_for(who)) as asking:
            return act(
                asking=asking, item_id=item, name=name, given=Given(holder_id=holder, **given), version=version,
                idem=idem, now=at,
            )  # fmt: skip

    def at_property(self, at: datetime = MORNING) -> UUID:
        """A case that the property company is handling."""
        item = self.report(at=at)
        self.act("clara", "dispatch", item, at, to="property")
        self.act("paul", "accept", item, at)
        return item

    def closed(self, at: datetime = MORNING) -> UUID:
        """A case that was handled, checked and closed."""
        item = self.at_property(at)
        self.act("paul", "submit", item, at, text="已清理", photos=[photo()])
        self.act("clara", "approve", item, at)
        return item

    def item(self, item: UUID) -> Item:
        """The item as it stands."""
        with scope(system("test")):
            return Item.objects.get(id=item)

    def view(self, who: str, item: UUID) -> View:
        """The item as ``who`` sees it."""
        with scope(asking_for(who)) as asking:
            return item_view(asking=asking, item_id=item)

    def told(self, at: datetime) -> int:
        """Let everything happen that was put out until ``at``."""
        return drain(now=at)


def photo() -> PreparedFile:
    """A photo that is on disk already, as the form hands it over."""
    return PreparedFile(
        id=uuid4(),
        name="after.jpg",
        size=1000,
        sha256="0" * 64,
        width=800,
        height=600,
        kind="evidence",
        taken_by=None,
        at=MORNING,
    )
