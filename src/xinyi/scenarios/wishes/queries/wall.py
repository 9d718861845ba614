"""The public wall, by key; and the wisher's own words for those who may read them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from xinyi.kernel.places.api import place_by_id
from xinyi.kernel.scope.api import Asking, cached
from xinyi.kernel.work.api import Cursor
from xinyi.scenarios.wishes.models import PublishedWish, Second, Wish

PAGE = 20
ON_CARD = 2
STAMP = "wishes"
GATHERING, CLAIMED, KEPT = ("published",), ("claimed", "checking"), ("fulfilled", "kept")
WALL_TABS = {"": (), "gathering": GATHERING, "claimed": CLAIMED, "kept": KEPT}


@dataclass(frozen=True)
class WallPage:
    """One page of the wall, newest first; ``after`` leads to the next one, None at the end."""

    wishes: Sequence[PublishedWish]
    after: Cursor | None


@dataclass(frozen=True)
class Counts:
    """How many wishes hang on the wall: waiting for somebody, claimed, come true, and all."""

    gathering: int
    claimed: int
    kept: int
    everything: int


def around(asking: Asking) -> QuerySet[PublishedWish]:
    """The wishes of the reader's community; without one of their street, else of the whole district."""
    wishes = PublishedWish.objects.exclude(state="withdrawn")
    if asking.community_id:
        return wishes.filter(community_id=asking.community_id)
    return wishes.filter(street_id=asking.street_id) if asking.street_id else wishes


def wall(*, asking: Asking, tab: str = "", after: Cursor | None = None, limit: int = PAGE) -> WallPage:
    """A page of the reader's wall, narrowed to one of ``WALL_TABS``; one statement."""
    found = around(asking)
    found = found.filter(state__in=WALL_TABS[tab]) if WALL_TABS[tab] else found
    return newest_first(found, after=after, limit=limit)


def newest_first(found: QuerySet[PublishedWish], *, after: Cursor | None, limit: int) -> WallPage:
    """A page by the moment of publishing."""
    if after and after.at:
        found = found.filter(Q(published_at__lt=after.at) | Q(published_at=after.at, item_id__lt=after.id))
    wishes = list(found.order_by("-published_at", "-item_id")[: limit + 1])
    last = wishes[limit - 1] if len(wishes) > limit else None
    return WallPage(wishes[:limit], Cursor(last.published_at, last.item_id) if last else None)


def counts(*, asking: Asking) -> Counts:
    """What hangs on the reader's wall; one statement."""
    rows = around(asking).values_list("state").annotate(count=Count("item_id")).order_by()
    known: dict[str, int] = dict(rows)
    gathering, claimed, kept = (sum(known.get(state, 0) for state in states) for states in (GATHERING, CLAIMED, KEPT))
    return Counts(gathering, claimed, kept, everything=sum(known.values()))


def offered(*, asking: Asking, after: Cursor | None = None, limit: int = PAGE) -> WallPage:
    """What an organisation may claim where it works; the public rows, since it sees no item before it takes part."""
    return newest_first(around(asking).filter(state="published"), after=after, limit=limit)


def published(*, asking: Asking, item_id: UUID) -> PublishedWish | None:
    """The public row, None for a wish that is not or no longer on the wall."""
    return PublishedWish.objects.exclude(state="withdrawn").filter(item_id=item_id).first()


def wish_text(*, asking: Asking, item_id: UUID) -> str:
    """The wisher's own words, empty for whoever may not read them."""
    return Wish.objects.filter(item_id=item_id).values_list("text", flat=True).first() or ""


def seconded_among(*, asking: Asking, item_ids: Iterable[UUID]) -> set[UUID]:
    """Which of these the reader has seconded or wished for: there is nothing left to second. One statement."""
    if asking.me is None or asking.is_staff:
        return set()
    ids = list(item_ids)
    seconded = Second.objects.filter(person_id=asking.me, wish_id__in=ids).values_list("wish_id", flat=True)
    written = Wish.objects.filter(item_id__in=ids).values_list("item_id", flat=True)
    return set(seconded.union(written))


def has_seconded(*, asking: Asking, item_id: UUID) -> bool:
    """Whether the reader seconds this wish."""
    return asking.me is not None and Second.objects.filter(person_id=asking.me, wish_id=item_id).exists()


def newest_nearby(*, asking: Asking, now: datetime) -> dict[str, Any] | None:
    """The home page's card: the newest wishes of the reader's community that wait for somebody, None without one.

    Kept in the process until a wish is hung up or taken; nothing on it depends on ``now``.
    """
    del now
    community = asking.community_id
    if community is None:
        return None
    wishes = cached(asking, f"wishes.near.{community}", stamps=(STAMP,), load=lambda: read_newest(community))
    place = place_by_id(asking=asking, place_id=community).name
    return {"wishes": wishes, "place": place} if wishes else None


def read_newest(community_id: int) -> list[PublishedWish]:
    """One statement."""
    waiting = PublishedWish.objects.filter(community_id=community_id, state="published")
    return list(waiting.order_by("-published_at", "-item_id")[:ON_CARD])
