"""Tells people what became of a case: each notice once, to those whom the step concerns."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from xinyi.centre.cases.models import Case
from xinyi.kernel.base.api import Rows, write
from xinyi.kernel.notices.api import notify
from xinyi.kernel.scope.api import Asking
from xinyi.kernel.work.api import Item, reporters_of, seen_item, workflow_of
from xinyi.kernel.work.events import DeadlineBreached, ItemMoved, ItemOpened, Rang

KIND = "cases.case"
SILENT = {"rate", "urge", "supplement", "note", "correct_kind", "hand_back", "answer", "answer_early", "withdraw"}


def tell_received(event: ItemOpened, *, asking: Asking, now: datetime) -> None:
    """The reporters have their number, the holder has a new case."""
    if event.kind != KIND:
        return
    item = seen_item(asking=asking, item_id=event.item_id)
    write(
        to_reporters(
            asking,
            item,
            code="cases.received",
            parameters={"number": item.number, "holder": item.holder_name},
            key="open",
            now=now,
        ),
        to_staff(
            item,
            [item.holder_id],
            code="cases.assigned",
            parameters={"number": item.number, "title": item.title},
            key="open",
            now=now,
        ),
    )


def tell_moved(event: ItemMoved, *, asking: Asking, now: datetime) -> None:
    """Whoever the step concerns: the reporters about the visible ones, the next holder about what is theirs now."""
    if event.kind != KIND:
        return
    item = seen_item(asking=asking, item_id=event.item_id)
    key = f"v{event.version}"
    parts = [
        public_news(asking, item, event=event, key=key, now=now),
        holders_news(item, event=event, key=key, now=now),
    ]
    write(*parts)


def public_news(asking: Asking, item: Item, *, event: ItemMoved, key: str, now: datetime) -> Rows | None:
    """What the reporters are told, None for steps that concern staff only."""
    if event.transition in SILENT:
        return None
    if event.transition in {"ask", "ask_early"}:
        return to_reporters(
            asking,
            item,
            code="cases.asked",
            parameters={"number": item.number, "who": item.holder_name},
            key=key,
            now=now,
        )
    if event.transition == "approve":
        return to_reporters(asking, item, code="cases.closed", parameters={"number": item.number}, key=key, now=now)
    transition = workflow_of(item.kind).transition(event.transition)
    what = str(transition.told or transition.label) % {"next": item.holder_name}
    return to_reporters(
        asking, item, code="cases.moved", parameters={"number": item.number, "what": what}, key=key, now=now
    )


def holders_news(item: Item, *, event: ItemMoved, key: str, now: datetime) -> Rows | None:
    """What the holder is told: a case is new to them, was urged, answered or reopened."""
    if event.transition == "urge":
        return to_staff(
            item,
            [item.holder_id],
            code="cases.urged",
            parameters={"number": item.number, "times": times_urged(item)},
            key=key,
            now=now,
        )
    if event.transition in {"supplement", "answer", "answer_early"}:
        told = {"number": item.number, "what": str(workflow_of(item.kind).transition(event.transition).told)}
        return to_staff(item, [item.holder_id], code="cases.moved", parameters=told, key=key, now=now)
    if workflow_of(item.kind).transition(event.transition).moves:
        return to_staff(
            item,
            [item.holder_id],
            code="cases.assigned",
            parameters={"number": item.number, "title": item.title},
            key=key,
            now=now,
        )
    return None


def times_urged(item: Item) -> int:
    """How often the reporter has urged the case."""
    return Case.objects.values_list("urges", flat=True).get(item_id=item.id)


def tell_ringing(event: Rang, *, asking: Asking, now: datetime) -> None:
    """Those rung have it in their inbox as urgent."""
    if event.kind != KIND:
        return
    item = seen_item(asking=asking, item_id=event.item_id)
    minutes = round((event.due_at - event.at).total_seconds() / 60)
    told = {"number": item.number, "title": item.title, "minutes": minutes}
    write(to_staff(item, list(event.told_ids), code="cases.ringing", parameters=told, key=f"ring{event.rank}", now=now))


def tell_late(event: DeadlineBreached, *, asking: Asking, now: datetime) -> None:
    """The next level up and the holder know that a promise was broken."""
    if event.kind != KIND:
        return
    item = seen_item(asking=asking, item_id=event.item_id)
    told = [one for one in (event.overseer_id, item.holder_id) if one]
    key = f"late{item.escalation}{event.deadline}"
    write(
        to_staff(
            item, told, code="cases.late", parameters={"number": item.number, "title": item.title}, key=key, now=now
        )
    )


def to_reporters(
    asking: Asking, item: Item, *, code: str, parameters: Mapping[str, object], key: str, now: datetime
) -> Rows:
    """A notice to everybody who reported or follows; it opens their page of the case."""
    return notify(
        recipients=reporters_of(asking=asking, item_id=item.id), code=code, parameters=parameters, item_id=item.id,
        url=reverse("cases:case", args=[item.id]), at=now, key=f"{item.id}:{key}:{code}", columns=place_of(item),
    )  # fmt: skip


def to_staff(
    item: Item, recipients: list[UUID], *, code: str, parameters: Mapping[str, object], key: str, now: datetime
) -> Rows:
    """A notice to posts or organisations; it opens the console's page of the case."""
    return notify(
        recipients=recipients, code=code, parameters=parameters, item_id=item.id, sms=False, at=now,
        url=reverse("cases_console:case", args=[item.id]), key=f"{item.id}:{key}:{code}", columns=place_of(item),
    )  # fmt: skip


def place_of(item: Item) -> dict[str, object]:
    """Where the case is seen from."""
    return {name: getattr(item, name) for name in ("street_id", "community_id", "grid_id", "pos")}
