"""The inbox: newest first, worded when it is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from xinyi.kernel.manifest import NoticeKind, manifests
from xinyi.kernel.notices.models import Notice
from xinyi.kernel.scope.api import Asking

MOST_COUNTED = 100
PAGE = """
SELECT id, code, parameters, item_id, url, urgent, at, read_at FROM notices_notice
WHERE recipient_id = %(me)s
  AND (%(only)s::uuid IS NULL OR id = %(only)s)
  AND (%(after)s::uuid IS NULL OR (at, id) < (SELECT at, id FROM notices_notice WHERE id = %(after)s))
ORDER BY at DESC, id DESC LIMIT %(limit)s
"""


@dataclass(frozen=True)
class Message:
    """A notice as its reader sees it."""

    id: UUID
    code: str
    text: str
    url: str
    item_id: UUID | None
    urgent: bool
    at: datetime
    is_read: bool


@cache
def kinds() -> dict[str, NoticeKind]:
    """Every declared kind of notice by code."""
    found: dict[str, NoticeKind] = {}
    for kind in (kind for one in manifests() for kind in one.notices):
        assert kind.code not in found, f"two folders declare the notice {kind.code}"
        found[kind.code] = kind
    return found


def kind_of(code: str) -> NoticeKind:
    """The declared kind; raises KeyError for a code that no manifest declares."""
    return kinds()[code]


def worded(code: str, parameters: Mapping[str, object]) -> str:
    """The sentence in the active language; a neutral one when the folder that declared it is gone."""
    kind = kinds().get(code)
    if kind is None:
        return _("这条消息所属的功能已经停用。")
    return str(kind.text) % {name: shown(value) for name, value in parameters.items()}


def shown(value: object) -> object:
    """A parameter as text; an instant in local time."""
    if isinstance(value, dict):
        return date_format(localtime(datetime.fromisoformat(value["at"])), "SHORT_DATETIME_FORMAT")
    return value


def own(asking: Asking) -> QuerySet[Notice]:
    """The asker's own notices: whoever looks after a place does not read what its people were told."""
    return Notice.objects.filter(recipient_id=asking.me) if asking.me else Notice.objects.none()


def unread_count(*, asking: Asking) -> int:
    """How many notices the asker has not read; counted up to 100, which pages show as 99+."""
    return own(asking).filter(read_at=None)[:MOST_COUNTED].count()


def inbox(*, asking: Asking, after: UUID | None = None, limit: int = 50, only: UUID | None = None) -> list[Message]:
    """The asker's notices, newest first; ``after`` is the id of the last one of the page before, ``only`` of one."""
    if asking.me is None:
        return []
    found = Notice.objects.raw(PAGE, {"me": asking.me, "after": after, "only": only, "limit": limit})
    return [message(one) for one in found]


def message(notice: Notice) -> Message:
    """A notice, worded for its reader."""
    return Message(
        id=notice.id,
        code=notice.code,
        text=worded(notice.code, notice.parameters),
        url=notice.url,
        item_id=notice.item_id,
        urgent=notice.urgent,
        at=notice.at,
        is_read=notice.read_at is not None,
    )
