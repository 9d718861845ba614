"""The invented people that a sample installation offers to sign in as by one click."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection

from xinyi.kernel.accounts.machine import today
from xinyi.kernel.places.api import PlaceRef, full_name, place_by_id
from xinyi.kernel.scope.api import scope, system
from xinyi.kernel.vault import api as vault

RESIDENTS = """
SELECT a.person_id, min(r.place_id) FROM accounts_account a
JOIN accounts_residence r ON r.person_id = a.person_id AND r.ends_on IS NULL
WHERE a.kind = 'resident' AND a.closed_at IS NULL GROUP BY a.id ORDER BY a.id LIMIT %(limit)s
"""
STAFF = """
SELECT DISTINCT ON (p.role) p.role, ap.person_id, p.id, ap.public_name, p.title, coalesce(o.name, pl.name, '')
FROM accounts_post p
JOIN accounts_appointment ap ON ap.post_id = p.id AND ap.starts_on <= %(today)s
  AND (ap.ends_on IS NULL OR ap.ends_on > %(today)s)
JOIN accounts_account a ON a.person_id = ap.person_id AND a.kind = 'staff' AND a.closed_at IS NULL
LEFT JOIN accounts_organisation o ON o.id = p.organisation_id
LEFT JOIN places_place pl ON pl.id = p.place_id
WHERE p.opened_on <= %(today)s AND (p.closed_on IS NULL OR p.closed_on > %(today)s)
ORDER BY p.role, a.id, ap.id
"""


@dataclass(frozen=True)
class SamplePerson:
    """Somebody to sign in as: ``key`` is the role, or resident, resident_2 …; ``post_id`` for staff only."""

    key: str
    person_id: UUID
    post_id: UUID | None
    name: str
    title: str
    place: str


def sample_residents(*, limit: int = 4) -> list[SamplePerson]:
    """The first residents with an account and a home, names masked; none outside of samples."""
    if settings.XINYI_MODE != "sample":
        return []
    with scope(system("sample sign-in")) as asking:
        with connection.cursor() as cursor:
            cursor.execute(RESIDENTS, {"limit": limit})
            rows = cursor.fetchall()
        names = vault.masked(asking=asking, people=[person for person, _place in rows], field="name")
        homes = [place_by_id(asking=asking, place_id=place) for _person, place in rows]
        places = [place_words(full_name(asking=asking, place=home), home) for home in homes]
    return [
        SamplePerson("resident" if n == 1 else f"resident_{n}", person, None, names.get(person, ""), "", place)
        for n, ((person, _home), place) in enumerate(zip(rows, places, strict=True), start=1)
    ]


def place_words(name: str, home: PlaceRef) -> str:
    """A home as far as its building: nobody needs the door."""
    return name.rpartition(" ")[0] if home.level == "dwelling" else name


def sample_staff(*, at: datetime) -> list[SamplePerson]:
    """One seat per role with an account; none outside of samples."""
    if settings.XINYI_MODE != "sample":
        return []
    with connection.cursor() as cursor:
        cursor.execute(STAFF, {"today": today(at)})
        return [SamplePerson(*row) for row in cursor.fetchall()]
