"""Many people, organisations, posts and rosters at once: for the sample district and for imports."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from django.db import models

from xinyi.kernel.accounts.actions.people import NOWHERE
from xinyi.kernel.accounts.actions.staff import staff_row
from xinyi.kernel.accounts.models import Account, Appointment, Consent, Duty, Organisation, Person, Post, Residence
from xinyi.kernel.base.api import Rows, write
from xinyi.kernel.places.api import PlaceRef
from xinyi.kernel.vault import api as vault

AT_ONCE = 5000
One = TypeVar("One")


@dataclass(frozen=True)
class NewPerson:
    """A person; empty name or phone is not kept. ``has_account``: may sign in by code."""

    id: UUID
    created_at: datetime
    name: str = ""
    phone: str = ""
    has_account: bool = True
    consents: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class NewOrganisation:
    """A department, company or patrol team."""

    id: UUID
    name: str
    kind: str
    place_id: int | None = None
    phone: str = ""


@dataclass(frozen=True)
class NewPost:
    """A seat at a place or in an organisation."""

    id: UUID
    role: str
    title: str
    opened_on: date
    place_id: int | None = None
    organisation_id: UUID | None = None
    duty_phone: str = ""


@dataclass(frozen=True)
class NewAppointment:
    """A person on a post; ``ends_on`` is the first day they are no longer there."""

    person_id: UUID
    post_id: UUID
    public_name: str
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True)
class NewStaff:
    """A staff account; ``password_hash`` by ``hash_password``, ``secret`` by ``new_secret``."""

    person_id: UUID
    number: str
    password_hash: str
    secret: str
    created_at: datetime


@dataclass(frozen=True)
class NewDuty:
    """A line of the roster."""

    post_id: UUID
    place_id: int
    starts_at: datetime
    ends_at: datetime
    rank: int = 1


@dataclass(frozen=True)
class NewResidence:
    """A person's home."""

    person_id: UUID
    place: PlaceRef
    kind: str
    starts_on: date
    verified_by: str = ""


def load_people(people: Iterable[NewPerson]) -> None:
    """Persons with their sealed fields, accounts and consents; needs ``system`` scope. One statement per 5,000 people.

    A number somebody has already is left out.
    """
    for some in in_portions(people):
        fields = [(one.id, field, value) for one in some for field, value in fields_of(one) if value]
        accounts = [one for one in some if one.has_account]
        given = [consent_row(p, purpose=purpose, version=version) for p in some for purpose, version in p.consents]
        write(
            Rows(Person, [{"id": one.id, "created_at": one.created_at} for one in some]),
            vault.seal_many(fields),
            Rows(Account, [{"person_id": p.id, "kind": "resident", "created_at": p.created_at} for p in accounts]),
            Rows(Consent, given, once=True),
        )


def fields_of(one: NewPerson) -> tuple[tuple[str, str], ...]:
    """The personal fields to seal."""
    return (("phone", one.phone), ("name", one.name))


def consent_row(one: NewPerson, *, purpose: str, version: str) -> dict[str, Any]:
    """A consent given when the person was made."""
    row = {"person_id": one.id, "purpose": purpose, "version": version, "given_at": one.created_at}
    return row | {"pos": NOWHERE, "participant_ids": [one.id]}


def load_staff(staff: Iterable[NewStaff]) -> None:
    """Staff accounts of persons who are there."""
    rows = (
        staff_row(
            person=one.person_id,
            number=one.number,
            password_hash=one.password_hash,
            secret=one.secret,
            now=one.created_at,
        )
        for one in staff
    )
    load(Account, rows)


def load_organisations(organisations: Iterable[NewOrganisation]) -> None:
    """Organisations, one statement per 5,000."""
    load(Organisation, map(asdict, organisations))


def load_posts(posts: Iterable[NewPost], appointments: Iterable[NewAppointment] = ()) -> None:
    """Posts, then who sits on them; places, organisations and persons must be there."""
    load(Post, map(asdict, posts))
    load(Appointment, map(asdict, appointments))


def load_duties(duties: Iterable[NewDuty]) -> None:
    """The roster."""
    load(Duty, map(asdict, duties))


def load_residences(residences: Iterable[NewResidence]) -> None:
    """Homes; needs ``system`` scope."""
    rows = (
        {
            "person_id": one.person_id,
            "place_id": one.place.id,
            "kind": one.kind,
            "verified_by": one.verified_by,
            "starts_on": one.starts_on,
            "participant_ids": [one.person_id],
            **one.place.scope_columns(),
        }
        for one in residences
    )
    load(Residence, rows)


def load(model: type[models.Model], rows: Iterable[dict[str, Any]]) -> None:
    """Insert the rows, one statement per portion."""
    for some in in_portions(rows):
        write(Rows(model, some))


def in_portions(many: Iterable[One]) -> Iterator[list[One]]:
    """Lists of at most ``AT_ONCE``."""
    rest = iter(many)
    while some := list(islice(rest, AT_ONCE)):
        yield some
