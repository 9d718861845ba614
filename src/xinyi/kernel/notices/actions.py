"""Tells people something, once, and keeps what they have read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from xinyi.kernel.base.api import Rows
from xinyi.kernel.jobs.api import jobs_from
from xinyi.kernel.live.api import push_from
from xinyi.kernel.notices.models import Delivery, Notice
from xinyi.kernel.notices.queries import kind_of, own
from xinyi.kernel.scope.api import Asking

SCOPE = "street_id, community_id, grid_id, pos, participant_ids"


@dataclass(frozen=True)
class Told(Rows):
    """Notices with what follows from each new one: an open page hears of it, a message by SMS is queued."""

    def sql(self, name: str) -> str:
        """CTEs; the one called ``name`` holds one row per notice that was new."""
        new = f"{name}_new"
        insert = super().sql(name).removeprefix(f"{name} AS (").removesuffix(" RETURNING 1)")
        queued = f"{name}_sms"
        deliveries = (
            f"INSERT INTO notices_delivery (id, notice_id, channel, state, reason, at, {SCOPE})"
            f" SELECT gen_random_uuid(), id, 'sms', 'queued', '', at, {SCOPE} FROM {new} WHERE sms RETURNING id, at"
        )
        args = "jsonb_build_object('delivery_id', id)"
        jobs = jobs_from(queued, task_name="notices.send_sms", args=args, run_at="at")
        heard = push_from(new, topic="'inbox:' || recipient_id")
        return (
            f"{new} AS ({insert} RETURNING *), {queued} AS ({deliveries}), {name}_jobs AS ({jobs}),"
            f" {name} AS MATERIALIZED ({heard})"
        )


def notify(
    *,
    recipients: Iterable[UUID],
    code: str,
    parameters: Mapping[str, object],
    at: datetime,
    key: str,
    item_id: UUID | None = None,
    url: str = "",
    columns: Mapping[str, Any] | None = None,
    sms: bool | None = None,
) -> Rows:
    """One notice per recipient (person, post or organisation), exactly once per ``key``; for the caller's ``write``.

    The code is declared in a manifest, all its parameters must be given. ``columns`` are the scope columns of the place
    it is about. ``sms`` overrides what the manifest says, for recipients that are no person. Written by background work
    (a reaction): nobody else may put something into another's inbox. Effects: live topic ``inbox:<recipient>``, SMS.
    """
    kind = kind_of(code)
    missing = set(kind.parameters) - set(parameters)
    assert not missing, f"the notice {code} lacks {sorted(missing)}"
    shared = {
        **dict.fromkeys(("street_id", "community_id", "grid_id")),
        "pos": 0,
        **{name: value for name, value in (columns or {}).items() if name != "participant_ids"},
        "key": key,
        "code": code,
        "parameters": {name: stored(parameters[name]) for name in kind.parameters},
        "item_id": item_id,
        "url": url,
        "urgent": kind.urgent,
        "sms": kind.sms if sms is None else sms,
        "at": at,
    }
    rows = [{**shared, "recipient_id": one, "participant_ids": [one]} for one in dict.fromkeys(recipients)]
    return Told(Notice, rows, once=True)


def stored(value: object) -> object:
    """A parameter as JSON keeps it: an instant stays recognisable, everything else is a number or text."""
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    return value if isinstance(value, int | float) else str(value)


def mark_read(*, asking: Asking, now: datetime, ids: Iterable[UUID] | None = None, item_id: UUID | None = None) -> int:
    """Note that the asker has read these notices, all about one item, or (neither given) all; returns their number."""
    unread = own(asking).filter(read_at=None)
    if ids is not None:
        unread = unread.filter(id__in=list(ids))
    if item_id is not None:
        unread = unread.filter(item_id=item_id)
    return unread.update(read_at=now)


def settle_delivery(*, delivery_id: UUID, state: str, reason: str, now: datetime) -> None:
    """Keep what became of a message sent outside."""
    Delivery.objects.filter(id=delivery_id).update(state=state, reason=reason, at=now)


def forget_before(*, at: datetime) -> None:
    """Remove what somebody was told before this instant."""
    Notice.objects.filter(at__lt=at).delete()
