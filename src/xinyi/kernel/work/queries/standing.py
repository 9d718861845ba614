"""How the one asking stands to an item: what the guards look at, what rows beside it carry."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from xinyi.kernel.base.api import Refused
from xinyi.kernel.manifest import roles
from xinyi.kernel.scope.api import Asking
from xinyi.kernel.work.machine import Facts
from xinyi.kernel.work.models import Item, Leg


class ItemUnknown(Refused):
    """No such item, or not for this one's eyes: the answer is the same."""

    message = _("没有找到这件事，或者您不能查看它。")


def columns_of_item(item: Item) -> dict[str, Any]:
    """The scope columns of an item."""
    names = ("street_id", "community_id", "grid_id", "pos", "participant_ids")
    return {name: getattr(item, name) for name in names}


def facts_for(
    *,
    asking: Asking,
    item: Item,
    legs: Sequence[Leg],
    people: Sequence[UUID],
    extra: Mapping[str, object] | None = None,
) -> Facts:
    """The guards' facts, from an item and its chain."""
    known = roles()
    return Facts(
        state=item.state,
        me=asking.me,
        may=frozenset(known[asking.role].may) if asking.is_staff and asking.role in known else frozenset(),
        is_holder=asking.is_staff and asking.me == item.holder_id,
        is_reporter=not asking.is_staff and asking.actor.person in people,
        is_system=asking.role == "system",
        organisation_id=asking.organisation_id,
        handler_ids=frozenset(leg.holder_id for leg in legs if leg.accepted_at),
        extra=extra or {},
    )
