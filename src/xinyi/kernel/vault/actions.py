"""Writes of the vault: sealing, letting a work item's people be reached, opening with an audit row."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from xinyi.kernel.audit import api as audit
from xinyi.kernel.base.api import Refused, Rows, write
from xinyi.kernel.scope.api import Asking
from xinyi.kernel.vault.fields import blind, decrypt, encrypt, mask, normal
from xinyi.kernel.vault.models import Access, Value

INDEXED = frozenset({"phone", "id_number"})


class NotYours(Refused):
    """Nothing lets this post open that person's field."""

    message = _("您没有查看这项个人信息的权限。只有正在办理这件事的人可以查看。")


class NothingKept(Refused):
    """The field is empty: the person never gave it."""

    message = _("这个人没有留下这项信息。")


class PurposeMissing(Refused):
    """A look without a reason."""

    message = _("请先写明查看的用途，本人会看到这条记录。")


def seal(*, person: UUID, field: str, value: str) -> Rows:
    """The row of one personal field, ready for ``base.write``; a field the person already has stays as it is."""
    return seal_many([(person, field, value)])


def seal_many(values: Iterable[tuple[UUID, str, str]]) -> Rows:
    """The rows of many (person, field, value)."""
    return Rows(Value, [sealed(person=person, field=field, value=value) for person, field, value in values], once=True)


def sealed(*, person: UUID, field: str, value: str) -> dict[str, Any]:
    """The stored columns of one value."""
    text = normal(field, value)
    return {
        "person_id": person,
        "field": field,
        "cipher": encrypt(text, bound_to=f"vault_value.{field}.{person}"),
        "blind": blind(field, text) if field in INDEXED else None,
        "masked": mask(field, text),
    }


def replace(*, asking: Asking, person: UUID, field: str, value: str, now: datetime) -> None:
    """Put a new value in the place of the old one; only the person themselves or background work can.

    Raises ``NotYours``, and ``IntegrityError`` when another person has this number. Effects: an audit row.
    """
    new = sealed(person=person, field=field, value=value)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE vault_value SET cipher = %s, blind = %s, masked = %s WHERE person_id = %s AND field = %s",
            [new["cipher"], new["blind"], new["masked"], person, field],
        )
        if not cursor.rowcount:
            raise NotYours
    write(change(asking=asking, action="vault.replace", person=person, field=field, now=now))


def erase(*, asking: Asking, person: UUID, now: datetime) -> int:
    """Remove every sealed value of a person and return how many; ids elsewhere stay and lead to nobody.

    Only the person themselves or background work can. Effects: an audit row.
    """
    count, _by_model = Value.objects.filter(person_id=person).only("id").delete()
    if count:
        write(change(asking=asking, action="vault.erase", person=person, now=now))
    return count


def change(*, asking: Asking, action: str, person: UUID, now: datetime, field: str = "") -> Rows:
    """The audit row of a change to a person's values."""
    return audit.record(
        actor=asking.actor,
        action=action,
        object_kind="person",
        object_id=person,
        subject=person,
        field=field,
        title=asking.title,
        at=now,
    )


def access_rows(*, people: Iterable[UUID], item_id: UUID, columns: Mapping[str, Any]) -> Rows:
    """Let whoever sees the item reach these people; ``columns`` are the item's scope columns and participants."""
    return Rows(Access, [{"person_id": person, "item_id": item_id, **columns} for person in people], once=True)


def reveal(*, asking: Asking, person: UUID, field: str, purpose: str, item_id: UUID | None, now: datetime) -> str:
    """Open one field. Raises ``PurposeMissing``, ``NotYours``, ``NothingKept``; ``SealBroken`` for a foreign key.

    Effects: an audit row in the same statement, which the person can read; no row, no value.
    """
    if not purpose.strip():
        raise PurposeMissing
    look = audit.record(
        actor=asking.actor,
        action="vault.reveal",
        object_kind="item" if item_id else "person",
        object_id=item_id or person,
        title=asking.title,
        at=now,
    )
    row = json.dumps(look.values()[0], default=str)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM vault_open(%s, %s, %s, %s, %s)", [person, field, purpose, item_id, row])
        allowed, cipher = cursor.fetchone()
    if not allowed:
        raise NotYours
    if cipher is None:
        raise NothingKept
    return decrypt(cipher, bound_to=f"vault_value.{field}.{person}")
