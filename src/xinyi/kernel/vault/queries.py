"""Reads of personal values: masks, the person behind a blind index, and who has looked."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import connection

from xinyi.kernel.audit import api as audit
from xinyi.kernel.scope.api import Asking
from xinyi.kernel.vault.fields import blind

# Functions that run as the owner and so pass the row policies: name, and the scope each applies itself.
DEFINER_FUNCTIONS = (
    (
        "vault_open",
        "Opens one field for the person themselves or for whoever sees the access row of the named item; "
        "writes the audit row before it hands out the sealed value.",
    ),
    (
        "vault_masked",
        "Masks only, of people who are the asker or have an access row the asker sees.",
    ),
    (
        "vault_person",
        "A bare person id for an exact blind index, which cannot be computed without the key; needed when a telephone "
        "number signs in or is written down for a caller, before anybody's scope is known.",
    ),
)


def masked(*, asking: Asking, people: Iterable[UUID], field: str = "phone") -> dict[UUID, str]:
    """Person to mask ("138****2071"), decrypting nothing; people the asker may not see are absent."""
    wanted = list(people)
    if not wanted or not (asking.is_signed_in or asking.lo is not None):
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT person_id, masked FROM vault_masked(%s, %s)", [wanted, field])
        return dict(cursor.fetchall())


def person_with(*, field: str, value: str) -> UUID | None:
    """The person this telephone number (or other indexed value) belongs to, None for nobody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT vault_person(%s, %s)", [field, blind(field, value)])
        found: UUID | None = cursor.fetchone()[0]
        return found


def seen_by(*, asking: Asking, person: UUID) -> Sequence[object]:
    """The audit rows of every look at this person's fields, newest first; for the person or the auditor."""
    return audit.looks_at(asking=asking, person=person)
