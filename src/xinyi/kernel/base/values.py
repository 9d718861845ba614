"""The clock and chance, read only at the edges of the house."""

import uuid
from datetime import UTC, datetime


def now() -> datetime:
    """The present instant in UTC; pages, tasks and commands read it once and pass it on."""
    return datetime.now(tz=UTC)


def new_id() -> uuid.UUID:
    """A random id that says nothing about order or number."""
    return uuid.uuid4()
