"""A wish in the hands of the cast: who does what, when."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from tests.cast import MORNING, asking_for
from xinyi.kernel.calendar.api import LOCAL
from xinyi.kernel.files.api import PreparedFile
from xinyi.kernel.jobs.api import drain
from xinyi.kernel.scope.api import scope, system
from xinyi.kernel.work.api import Item, View, item_view
from xinyi.scenarios.wishes.actions import Given, second, take, write_wish
from xinyi.scenarios.wishes.models import PublishedWish

BENCH = "架空层下棋的老人多，想添两张长椅。我住 12 栋 302，电话 19900000001。"
CHECKED = "架空层下棋的老人多，想添两张长椅。"


def day(at: datetime, *, days: int) -> date:
    """The day in the district so many days later."""
    return (at + timedelta(days=days)).astimezone(LOCAL).date()


class Wall:
    """Writes wishes and takes steps as members of the cast."""

    def write(self, who: str = "alice", text: str = BENCH, at: datetime = MORNING, **more: Any) -> UUID:
        """The id of a wish."""
        with scope(asking_for(who)) as asking:
            idem, photos = more.pop("idem", uuid4()), more.pop("photos", [])
            return write_wish(asking=asking, text=text, photos=photos, idem=idem, now=at)

    def take(self, who: str, name: str, item: UUID, at: datetime = MORNING, **given: Any) -> int:
        """Take a step as ``who``."""
        idem, version = given.pop("idem", uuid4()), given.pop("version", None)
        with scope(asking_for(who)) as asking:
            return take(
                asking=asking, item_id=item, name=name, given=Given(**given), version=version, idem=idem, now=at
            )  # fmt: skip

    def second(self, who: str, item: UUID, at: datetime = MORNING) -> int:
        """Second a wish as ``who``."""
        with scope(asking_for(who)) as asking:
            return second(asking=asking, item_id=item, now=at)

    def published(self, at: datetime = MORNING, text: str = CHECKED) -> UUID:
        """A wish on the wall."""
        item = self.write(at=at)
        self.take("clara", "publish", item, at, text=text)
        return item

    def claimed(self, who: str = "hana", at: datetime = MORNING) -> UUID:
        """A wish that somebody claimed until in ten days."""
        item = self.published(at)
        self.take(who, "claim", item, at, text="出两张旧木椅", promised_on=day(at, days=10))
        return item

    def done(self, who: str = "hana", at: datetime = MORNING) -> UUID:
        """A wish whose claimer says that it came true."""
        item = self.claimed(who, at)
        self.take(who, "fulfil", item, at, text="放好了", photos=[photo(at)])
        return item

    def fulfilled(self, who: str = "hana", at: datetime = MORNING) -> UUID:
        """A wish that the community saw come true."""
        item = self.done(who, at)
        self.take("clara", "confirm", item, at, text="两张长椅放好了")
        return item

    def item(self, item: UUID) -> Item:
        """The item as it stands."""
        with scope(system("test")):
            return Item.objects.get(id=item)

    def row(self, item: UUID) -> PublishedWish:
        """What hangs on the wall."""
        return PublishedWish.objects.get(item_id=item)

    def view(self, who: str, item: UUID) -> View:
        """The item as ``who`` sees it."""
        with scope(asking_for(who)) as asking:
            return item_view(asking=asking, item_id=item)

    def told(self, at: datetime) -> int:
        """Let everything happen that was put out until ``at``."""
        return drain(now=at)


def photo(at: datetime = MORNING) -> PreparedFile:
    """A photo that is on disk already, as the form hands it over."""
    return PreparedFile(
        id=uuid4(), name="after.jpg", size=1000, sha256="0" * 64, width=800, height=600, kind="after",
        taken_by=None, at=at,
    )  # fmt: skip
