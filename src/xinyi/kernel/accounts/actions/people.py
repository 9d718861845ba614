"""Persons, their homes and their consents."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from xinyi.kernel.accounts.machine import MOBILE, TELEPHONE, today
from xinyi.kernel.accounts.models import Consent, Person, Residence
from xinyi.kernel.audit import api as audit
from xinyi.kernel.base.api import Refused, Rows, new_id, write
from xinyi.kernel.places.api import PlaceRef
from xinyi.kernel.scope.api import Asking
from xinyi.kernel.vault import api as vault

NOWHERE = -1


class PhoneWrong(Refused):
    """Not a number one can call."""

    message = _("电话号码好像不对，请检查一下：手机是 11 位数字，座机请带区号。")


class HomeKnown(Refused):
    """The same home twice."""

    message = _("这个住址您已经登记过了。")


def mobile(phone: str) -> str:
    """The number in its one spelling. Raises ``PhoneWrong`` for anything but a mainland mobile number."""
    number = vault.normal("phone", phone)
    if not MOBILE.fullmatch(number):
        raise PhoneWrong(_("请填写 11 位手机号码。"), field="phone")
    return number


def person_for_phone(*, asking: Asking, phone: str, name: str, now: datetime) -> UUID:
    """The person a number belongs to, made where there is none: for a caller or a visitor without an account.

    An empty ``phone`` always makes a new person. A known person keeps the name they gave. Raises ``PhoneWrong``.
    Effects: an audit row when a person is made.
    """
    number = vault.normal("phone", phone)
    if number and not TELEPHONE.fullmatch(number):
        raise PhoneWrong(field="phone")
    known = known_person(number) if number else None
    if known:
        return known
    person, fields = new_id(), [("phone", number), ("name", name.strip())]
    noted = audit.record(
        actor=asking.actor, action="accounts.person", object_kind="person", object_id=person, subject=person, at=now
    )
    write(
        Rows(Person, [{"id": person, "created_at": now}]),
        vault.seal_many([(person, field, value) for field, value in fields if value]),
        noted,
    )
    return person


def known_person(number: str) -> UUID | None:
    """The person with this number. Holds the number until the transaction ends, so that two never make two persons."""
    with connection.cursor() as cursor:
        key = int.from_bytes(vault.blind("phone", number)[:8], "big", signed=True)
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])
    return vault.person_with(field="phone", value=number)


def give_name(*, asking: Asking, name: str, now: datetime) -> None:
    """Keep the name a resident gives for themselves; a later one replaces it. Effects: an audit row."""
    person = asking.actor.person
    assert person is not None
    if write(vault.seal(person=person, field="name", value=name)) == [0]:
        vault.replace(asking=asking, person=person, field="name", value=name, now=now)


def move_in(*, asking: Asking, place: PlaceRef, kind: str, now: datetime) -> None:
    """A resident names a place as their home; ``kind`` is owner, tenant or family. Raises ``HomeKnown``.

    Effects: an audit row.
    """
    person = asking.actor.person
    row: dict[str, Any] = {"person_id": person, "place_id": place.id, "kind": kind, "starts_on": today(now)}
    row |= {"participant_ids": [person], **place.scope_columns()}
    noted = audit.record(
        actor=asking.actor, action="accounts.move_in", object_kind="place", object_id=place.id, subject=person, at=now
    )
    if write(Rows(Residence, [row], once=True), noted)[0] == 0:
        raise HomeKnown


def move_out(*, asking: Asking, home_id: int, now: datetime) -> None:
    """End one's own residence; doing it twice changes nothing. Effects: an audit row."""
    person = asking.actor.person
    assert person is not None
    if Residence.objects.filter(id=home_id, person_id=person, ends_on=None).update(ends_on=today(now)):
        write(
            audit.record(
                actor=asking.actor,
                action="accounts.move_out",
                object_kind="residence",
                object_id=home_id,
                subject=person,
                at=now,
            )
        )


def consent_rows(*, person: UUID, purpose: str, version: str, now: datetime) -> Rows:
    """The row of a consent, for the caller's ``write``; one that stands already stays as it is."""
    row = {"person_id": person, "purpose": purpose, "version": version, "given_at": now}
    return Rows(Consent, [row | {"pos": NOWHERE, "participant_ids": [person]}], once=True)


def give_consent(*, asking: Asking, purpose: str, version: str, now: datetime) -> None:
    """A person agrees to a purpose in this version; idempotent. Effects: an audit row."""
    person = asking.actor.person
    assert person is not None
    given = consent_rows(person=person, purpose=purpose, version=version, now=now)
    write(given, consent_noted(asking=asking, action="accounts.consent", purpose=purpose, now=now))


def withdraw_consent(*, asking: Asking, purpose: str, now: datetime) -> None:
    """A person takes back every version of a consent, as easily as it was given; idempotent. Effects: an audit row."""
    person = asking.actor.person
    assert person is not None
    standing = Consent.objects.filter(person_id=person, purpose=purpose, withdrawn_at=None)
    if standing.update(withdrawn_at=now):
        write(consent_noted(asking=asking, action="accounts.withdraw_consent", purpose=purpose, now=now))


def consent_noted(*, asking: Asking, action: str, purpose: str, now: datetime) -> Rows:
    """The audit row of a consent given or withdrawn."""
    person = asking.actor.person
    return audit.record(
        actor=asking.actor,
        action=action,
        object_kind="consent",
        object_id=purpose,
        subject=person,
        purpose=purpose,
        at=now,
    )
