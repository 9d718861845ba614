"""Tells people what became of a wish: each notice once, to those whom the step concerns."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from xinyi.kernel.base.api import Rows, write
from xinyi.kernel.notices.api import notify
from xinyi.kernel.scope.api import Asking
from xinyi.kernel.work.api import Entry, Item, View, item_view, reporters_of, seen_item
from xinyi.kernel.work.events import DeadlineBreached, ItemMoved, ItemOpened
from xinyi.scenarios.wishes.actions.writing import KIND
from xinyi.scenarios.wishes.models import PublishedWish
from xinyi.scenarios.wishes.queries import claimer_of

Told = tuple[str, Sequence[UUID], Mapping[str, object]]


def tell_written(event: ItemOpened, *, asking: Asking, now: datetime) -> None:
    """The community has a wish to look at."""
    if event.kind != KIND:
        return
    item = seen_item(asking=asking, item_id=event.item_id)
    write(
        to_staff(item, [item.holder_id], code="wishes.to_check", parameters={"title": item.title}, key="open", now=now)
    )


def tell_moved(event: ItemMoved, *, asking: Asking, now: datetime) -> None:
    """The wisher about everything that changes for them; staff about what is theirs now."""
    if event.kind != KIND:
        return
    view = item_view(asking=asking, item_id=event.item_id)
    entry = next(one for one in view.entries if one.seq == event.version)
    wishers, staff = reporters_of(asking=asking, item_id=event.item_id), STAFF.get(event.transition)
    told, key = WISHER.get(event.transition), f"v{event.version}"
    parts = [to_wishers(view.item, wishers, told=told(view, entry), key=key, now=now)] if told else []
    if staff:
        code, whom, parameters = staff(view, entry)
        parts.append(to_staff(view.item, whom, code=code, parameters=parameters, key=key, now=now))
    write(*parts)


def tell_late(event: DeadlineBreached, *, asking: Asking, now: datetime) -> None:
    """The next level up and the holder know that a promise was broken."""
    if event.kind != KIND:
        return
    item = seen_item(asking=asking, item_id=event.item_id)
    whom = [one for one in (event.overseer_id, item.holder_id) if one]
    key = f"late{item.escalation}{event.deadline}"
    write(to_staff(item, whom, code="wishes.late", parameters={"title": item.title}, key=key, now=now))


def claimed(view: View, _entry: Entry) -> tuple[str, dict[str, object]]:
    """Who claimed it, and by when."""
    row = PublishedWish.objects.get(item_id=view.item.id)
    assert row.promised_on is not None
    day = f"{row.promised_on:%Y-%m-%d}"
    return "wishes.claimed", {"title": view.item.title, "who": row.claimer, "day": day}


def with_title(code: str) -> Callable[[View, Entry], tuple[str, dict[str, object]]]:
    """A notice that needs the title alone."""
    return lambda view, _entry: (code, {"title": view.item.title})


def with_reason(code: str) -> Callable[[View, Entry], tuple[str, dict[str, object]]]:
    """A notice that says why."""
    return lambda view, entry: (code, {"title": view.item.title, "reason": entry.reason})


def to_holder(code: str) -> Callable[[View, Entry], Told]:
    """A notice to whoever has the wish now."""
    return lambda view, _entry: (code, [view.item.holder_id], {"title": view.item.title})


def still_open(view: View, entry: Entry) -> Told:
    """The claimer has it again, and reads why."""
    return "wishes.not_yet", [view.item.holder_id], {"title": view.item.title, "reason": entry.reason}


def thanked(view: View, _entry: Entry) -> Told:
    """Whoever made it come true."""
    leg = claimer_of(legs=view.legs)
    return "wishes.thanked", [leg.holder_id] if leg else [], {"title": view.item.title}


WISHER = {
    "publish": with_title("wishes.published"),
    "send_back": with_reason("wishes.sent_back"),
    "claim": claimed,
    "give_up": with_reason("wishes.open_again"),
    "confirm": with_title("wishes.fulfilled"),
    "decline": with_reason("wishes.declined"),
}
STAFF: dict[str, Callable[[View, Entry], Told]] = {
    "rewrite": to_holder("wishes.to_check"),
    "fulfil": to_holder("wishes.to_confirm"),
    "reject": still_open,
    "not_yet": still_open,
    "thank": thanked,
}


def to_wishers(
    item: Item, wishers: Sequence[UUID], *, told: tuple[str, Mapping[str, object]], key: str, now: datetime
) -> Rows:
    """A notice to whoever wished; it opens their page of the wish."""
    code, parameters = told
    return notify(
        recipients=wishers, code=code, parameters=parameters, item_id=item.id, at=now, columns=place_of(item),
        url=reverse("wishes:wish", args=[item.id]), key=f"{item.id}:{key}:{code}",
    )  # fmt: skip


def to_staff(
    item: Item, recipients: Sequence[UUID], *, code: str, parameters: Mapping[str, object], key: str, now: datetime
) -> Rows:
    """A notice to posts or organisations; it opens the console's page of the wish."""
    return notify(
        recipients=recipients, code=code, parameters=parameters, item_id=item.id, sms=False, at=now,
        url=reverse("wishes_console:wish", args=[item.id]), key=f"{item.id}:{key}:{code}", columns=place_of(item),
    )  # fmt: skip


def place_of(item: Item) -> dict[str, object]:
    """Where the wish is seen from."""
    return {name: getattr(item, name) for name in ("street_id", "community_id", "grid_id", "pos")}
