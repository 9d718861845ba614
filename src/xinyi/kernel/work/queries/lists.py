"""Lists of items, by key and never by offset, in the form the indexes want; and counts of what is open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from xinyi.kernel.scope.api import Asking
from xinyi.kernel.work.models import Item, Participation, Step
from xinyi.kernel.work.queries.workflows import workflows

PAGE = 50
SOON = timedelta(hours=2)


@dataclass(frozen=True)
class Cursor:
    """Where a page ended: the order key and the id of its last row; ``at`` is None among items without a deadline."""

    at: datetime | None
    id: UUID

    def __str__(self) -> str:
        return f"{self.at.isoformat() if self.at else ''}~{self.id}"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """The cursor from an address, None for an empty or damaged one."""
        at, _, last = text.partition("~")
        try:
            return cls(datetime.fromisoformat(at) if at else None, UUID(last))
        except ValueError:
            return None


@dataclass(frozen=True)
class Page:
    """One page of a list; ``after`` leads to the next one, None at the end."""

    items: Sequence[Item]
    after: Cursor | None


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; empty fields do not narrow."""

    kind: str = ""
    states: Sequence[str] = ()
    category: str = ""
    urgency: str = ""
    is_open: bool | None = None
    is_late: bool = False
    overseer_id: UUID | None = None
    due_before: datetime | None = None
    waits_for: str = ""

    def apply(self, found: QuerySet[Item]) -> QuerySet[Item]:
        """The narrowed query."""
        exact = {"kind": self.kind, "category": self.category, "urgency": self.urgency, "waits_for": self.waits_for}
        found = found.filter(**{name: value for name, value in exact.items() if value})
        found = found.filter(state__in=self.states) if self.states else found
        found = found if self.is_open is None else found.filter(is_open=self.is_open)
        found = found.filter(is_late=True) if self.is_late else found
        found = found.filter(overseer_id=self.overseer_id) if self.overseer_id else found
        return found.filter(due_at__lt=self.due_before) if self.due_before else found


ALL = Filters()


def known(asking: Asking) -> UUID:
    """The participant who asks; for lists that only somebody signed in can have."""
    assert asking.me is not None
    return asking.me


def in_area(asking: Asking) -> Q:
    """The asking post's area as the list indexes want it: the equality of its level, and the interval repeated."""
    if asking.lo is None:
        return Q(participant_ids__contains=[asking.me])
    narrow = Q(pos__range=(asking.lo, asking.hi))
    if asking.community_id:
        narrow &= Q(community_id=asking.community_id)
    elif asking.street_id:
        narrow &= Q(street_id=asking.street_id)
    return narrow & Q(grid_id=asking.grid) if asking.grid else narrow


def items_seen(*, asking: Asking, filters: Filters = ALL, after: Cursor | None = None, limit: int = PAGE) -> Page:
    """Everything in the asking post's area, newest first. An organisation or a resident sees what they take part in."""
    if asking.lo is None:
        return items_taking_part(asking=asking, filters=filters, after=after, limit=limit)
    found = filters.apply(Item.objects.filter(in_area(asking)))
    return newest_first(found, after=after, limit=limit)


def items_taking_part(
    *, asking: Asking, filters: Filters = ALL, after: Cursor | None = None, limit: int = PAGE
) -> Page:
    """What the asking participant holds, held, reported or follows, newest first."""
    mine = Participation.objects.filter(participant_id=known(asking)).values("item_id")
    found = filters.apply(Item.objects.filter(id__in=mine))
    return newest_first(found, after=after, limit=limit)


def items_named(*, asking: Asking, item_ids: Sequence[UUID]) -> dict[UUID, Item]:
    """These items by id, as far as the one asking may see them; one statement, none for no ids."""
    return {one.id: one for one in Item.objects.filter(id__in=item_ids)} if item_ids else {}


def item_numbered(*, asking: Asking, number: str) -> Item | None:
    """The item with this readable number, as far as the one asking may see it."""
    return Item.objects.filter(number=number).first() if number else None


def newest_first(found: QuerySet[Item], *, after: Cursor | None, limit: int) -> Page:
    """A page by filing time."""
    if after and after.at:
        found = found.extra(where=["(work_item.filed_at, work_item.id) < (%s, %s)"], params=[after.at, after.id])
    items = list(found.order_by("-filed_at", "-id")[: limit + 1])
    more = len(items) > limit
    return Page(items[:limit], Cursor(items[limit - 1].filed_at, items[limit - 1].id) if more else None)


def my_items(*, asking: Asking, filters: Filters = ALL, after: Cursor | None = None, limit: int = PAGE) -> Page:
    """What the asking post or organisation owes now, the most pressing first, those without a running promise last."""
    return most_pressing_first(
        Item.objects.filter(holder_id=known(asking), is_open=True), filters=filters, after=after, limit=limit
    )


def items_overseen(*, asking: Asking, after: Cursor | None = None, limit: int = PAGE) -> Page:
    """What was put before the asking post because a promise was broken, the longest overdue first."""
    return most_pressing_first(
        Item.objects.filter(overseer_id=asking.me, is_open=True), filters=ALL, after=after, limit=limit
    )


def most_pressing_first(found: QuerySet[Item], *, filters: Filters, after: Cursor | None, limit: int) -> Page:
    """A page of open items by what is due next."""
    found = filters.apply(found)
    if after and after.at:
        found = found.extra(
            where=["((work_item.due_at, work_item.id) > (%s, %s) OR work_item.due_at IS NULL)"],
            params=[after.at, after.id],
        )
    elif after:
        found = found.filter(due_at=None, id__gt=after.id)
    items = list(found.order_by("due_at", "id")[: limit + 1])
    more = len(items) > limit
    return Page(items[:limit], Cursor(items[limit - 1].due_at, items[limit - 1].id) if more else None)


@dataclass(frozen=True)
class OpenCount:
    """How many open items of one kind stand in one state in one community, and how many of them are late."""

    kind: str
    state: str
    street_id: int | None
    community_id: int | None
    count: int
    late: int


def open_counts(*, asking: Asking, kind: str = "") -> list[OpenCount]:
    """What is open now in the asking post's area, counted, not kept."""
    narrow = {"street_id": asking.street_id, "community_id": asking.community_id, "grid_id": asking.grid}
    wanted = [f"{name} = %({name})s" for name, value in narrow.items() if value]
    wanted += ["kind = %(kind)s"] if kind else []
    with connection.cursor() as cursor:
        cursor.execute(COUNTS.format(narrow="".join(f" AND {one}" for one in wanted)), {**narrow, "kind": kind})
        return [OpenCount(*row) for row in cursor.fetchall()]


def count_mine(*, asking: Asking, now: datetime) -> dict[str, int]:
    """Numbers beside the console's menu: what I owe, what is late, was put before me, rings, is unread, is due soon.

    One statement; ``soon`` means within two hours and counts what is late as well.
    """
    with connection.cursor() as cursor:
        cursor.execute(MINE, {"me": asking.me, "now": now, "soon": now + SOON})
        return dict(zip(COUNTED, cursor.fetchone() or (0,) * len(COUNTED), strict=True))


def count_taking_part(*, asking: Asking, since: datetime) -> dict[str, int]:
    """What the asking participant takes part in: open, waiting for them, closed; of those done since then, how many
    broke no promise (``kept`` of ``ended``). One statement.

    Done is what ended in a state of tone "ok": what was withdrawn or refused is not counted.
    """
    done = [f"{name} {state.name}" for name, one in workflows().items() for state in one.states if state.tone == "ok"]
    with connection.cursor() as cursor:
        cursor.execute(TAKING_PART, {"me": asking.me, "since": since, "done": done})
        return dict(zip(TOOK_PART, cursor.fetchone() or (0,) * len(TOOK_PART), strict=True))


def holder_loads(*, asking: Asking, holders: Sequence[UUID]) -> dict[UUID, tuple[int, int]]:
    """Holder to (open, late) items, as far as the asking post may see them."""
    with connection.cursor() as cursor:
        cursor.execute(LOADS, [list(holders)])
        return {holder: (count, late) for holder, count, late in cursor.fetchall()}


def ringing(*, asking: Asking) -> list[tuple[Step, Item]]:
    """What rings at the asking post or organisation and waits to be acknowledged, with its item."""
    steps = Step.objects.filter(name="ring", answered_at=None, done_at=None, told_ids__contains=[asking.me])
    return [(step, step.item) for step in steps.select_related("item").order_by("due_at")]


def alarms(*, asking: Asking) -> list[tuple[Step, Item]]:
    """Every unanswered ring in the asking post's area, the oldest first."""
    steps = Step.objects.filter(name="ring", answered_at=None, done_at=None).select_related("item")
    return [(step, step.item) for step in steps.order_by("started_at")]


COUNTS = """
SELECT kind, state, street_id, community_id, count(*)::int, (count(*) FILTER (WHERE is_late))::int
FROM work_item WHERE is_open{narrow} GROUP BY 1, 2, 3, 4
"""
COUNTED = ("mine", "late", "overseen", "ringing", "unread", "soon")
MINE = """
SELECT count(*) FILTER (WHERE holder_id = %(me)s),
  count(*) FILTER (WHERE holder_id = %(me)s AND due_at < %(now)s),
  count(*) FILTER (WHERE overseer_id = %(me)s),
  (SELECT count(*) FROM work_step WHERE name = 'ring' AND answered_at IS NULL AND done_at IS NULL
    AND %(me)s = ANY(told_ids)),
  (SELECT count(*) FROM notices_notice WHERE recipient_id = %(me)s AND read_at IS NULL),
  count(*) FILTER (WHERE holder_id = %(me)s AND due_at < %(soon)s)
FROM work_item WHERE is_open AND (holder_id = %(me)s OR overseer_id = %(me)s)
"""
TOOK_PART = ("open", "waiting", "closed", "ended", "kept")
TAKING_PART = """
SELECT count(*) FILTER (WHERE i.is_open)::int,
  count(*) FILTER (WHERE i.is_open AND i.waits_for = 'reporter')::int,
  count(*) FILTER (WHERE NOT i.is_open)::int,
  count(*) FILTER (WHERE i.closed_at >= %(since)s AND i.kind || ' ' || i.state = ANY(%(done)s))::int,
  count(*) FILTER (WHERE i.closed_at >= %(since)s AND i.kind || ' ' || i.state = ANY(%(done)s) AND NOT i.is_late)::int
FROM work_participation p JOIN work_item i ON i.id = p.item_id WHERE p.participant_id = %(me)s
"""
LOADS = """
SELECT holder_id, count(*)::int, (count(*) FILTER (WHERE is_late))::int
FROM work_item WHERE is_open AND holder_id = ANY(%s) GROUP BY 1
"""
