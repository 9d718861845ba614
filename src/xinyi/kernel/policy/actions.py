"""Writes to rule data."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from xinyi.kernel.audit.api import record
from xinyi.kernel.base.api import Refused, write
from xinyi.kernel.policy.models import Rule
from xinyi.kernel.scope.api import Actor, bump


class EarlierThanFormer(Refused):
    """The new version would begin before the one it follows."""

    message = _("新规则的生效时间必须晚于现行规则的生效时间。")


@transaction.atomic
def put(*, actor: Actor, name: str, body: Any, valid_from: datetime, now: datetime, place_id: int | None = None) -> int:
    """A new version in force from ``valid_from`` on; the former one ends there. Returns the version.

    An unchanged body writes nothing and returns the former version. Raises ``EarlierThanFormer``.
    Effects: one audit row, and every process reads the rules again.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"policy {name}"])
    here = Q(place_id=place_id) if place_id else Q(place_id__isnull=True)
    former = Rule.objects.filter(here, name=name, valid_to=None).first()
    if former and former.body == body:
        return former.version
    if former and former.valid_from >= valid_from:
        raise EarlierThanFormer
    newest = Rule.objects.filter(name=name).aggregate(newest=Max("version"))["newest"] or 0
    Rule.objects.filter(here, name=name, valid_to=None).update(valid_to=valid_from)
    Rule.objects.create(name=name, place_id=place_id, body=body, version=newest + 1, valid_from=valid_from)
    detail = {"version": newest + 1, "place": place_id, "valid_from": valid_from.isoformat()}
    write(record(actor=actor, action="policy.put", object_kind="rule", object_id=name, at=now, detail=detail))
    bump("policy")
    return newest + 1
