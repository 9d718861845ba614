"""The people and kinds of notice of these tests."""

from datetime import UTC, datetime
from uuid import UUID

from xinyi.kernel.scope.api import Actor, Asking

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
ALICE = UUID("a11ce000-0000-4000-8000-000000000001")
BOB = UUID("b0b00000-0000-4000-8000-000000000002")
CASE = UUID("ca5e0000-0000-4000-8000-000000000007")


def person(who: UUID) -> Asking:
    """A resident who asks for themselves."""
    return Asking(actor=Actor(person=who), me=who)
