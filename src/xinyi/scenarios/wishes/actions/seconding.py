"""A neighbour wants the same: once per person, and never one's own wish."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from xinyi.kernel.audit.api import record
from xinyi.kernel.base.api import Refused, Rows, new_id, write
from xinyi.kernel.facts.api import fact
from xinyi.kernel.places.api import place_by_id
from xinyi.kernel.scope.api import Asking
from xinyi.scenarios.wishes.models import PublishedWish, Second
from xinyi.scenarios.wishes.queries import published, wish_text

OPEN = ("published", "claimed", "checking")


class OwnWish(Refused):
    """The wisher is counted already, by having wished."""

    message = _("这是您自己的心愿，不用附议。")


class NotOnTheWall(Refused):
    """The wish came true, was withdrawn or never hung there."""

    message = _("这个心愿已经不在征集，不能再附议了。")


def second(*, asking: Asking, item_id: UUID, now: datetime) -> int:
    """Second a wish on the wall; returns how many do. Idempotent per person: the database keeps one row of each.

    Raises ``NotOnTheWall``, ``OwnWish``. Effects: the public count, one fact, one audit row.
    """
    assert asking.me is not None
    wish = published(asking=asking, item_id=item_id)
    if wish is None or wish.state not in OPEN or asking.is_staff:
        raise NotOnTheWall
    if wish_text(asking=asking, item_id=item_id):
        raise OwnWish
    columns = {**place_by_id(asking=asking, place_id=wish.community_id).scope_columns(), "participant_ids": [asking.me]}
    row = {"id": new_id(), "wish_id": item_id, "person_id": asking.me, "at": now, **columns}
    with transaction.atomic():
        if write(Rows(Second, [row], once=True)) == [0]:
            return wish.seconds
        PublishedWish.objects.filter(item_id=item_id).update(seconds=F("seconds") + 1)
        write(
            fact(name="wishes.seconded", at=now, place=columns),
            record(actor=asking.actor, title=asking.title, action="wishes.second", object_kind="wishes.wish",
                   object_id=item_id, at=now),
        )  # fmt: skip
    return wish.seconds + 1
