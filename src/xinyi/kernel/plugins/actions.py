"""Switches folders on and off."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from xinyi.kernel.audit.api import record
from xinyi.kernel.base.api import Refused, write
from xinyi.kernel.manifest import find_manifest
from xinyi.kernel.places.api import place_by_id
from xinyi.kernel.plugins.models import Switch
from xinyi.kernel.scope.api import Asking, bump


class NotSwitchable(Refused):
    """The folder does not let this level decide."""

    message = _("这一级不能开关这项服务。")


def switch(*, asking: Asking, slug: str, place_id: int, is_on: bool, now: datetime) -> None:
    """Switch the folder on or off at the place and below it.

    Raises ``NotSwitchable``. Effects: audit row; pages of other processes follow at their next request.
    """
    found, place = find_manifest(slug), place_by_id(asking=asking, place_id=place_id)
    if found is None or place.level not in found.switched_by:
        raise NotSwitchable
    with transaction.atomic():
        Switch.objects.update_or_create(slug=slug, place_id=place_id, defaults={"is_on": is_on, "changed_at": now})
        write(record(actor=asking.actor, title=asking.title, action="plugins.switch", object_kind="plugins",
                     object_id=slug, at=now, detail={"place": place_id, "on": is_on}))  # fmt: skip
        bump("plugins")
