"""Counting what the client sends to the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

CONTROL = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "START TRANSACTION", "SET CONSTRAINTS")


class Statements(list[str]):
    """The statements in the order they were sent, transaction control left out."""

    def note(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Write one statement down and send it; many parameter sets are many statements."""
        if not str(sql).lstrip().upper().startswith(CONTROL):
            self.extend([f"{sql}   -- {params!r}"[:2000]] * (len(params) if many else 1))
        return execute(sql, params, many, context)

    def listed(self) -> str:
        """Return them numbered, for a person."""
        return "\n".join(f"{number:>3}. {statement}" for number, statement in enumerate(self, start=1)) or "(none)"


@contextmanager
def count_sql(exactly: int | None = None, *, at_most: int | None = None) -> Iterator[Statements]:
    """Note every statement sent inside; fails with the SQL when the number is not as promised."""
    sent = Statements()
    with connection.execute_wrapper(sent.note):
        yield sent
    if exactly is not None and len(sent) != exactly:
        pytest.fail(f"{len(sent)} statements were sent, promised exactly {exactly}:\n{sent.listed()}")
    if at_most is not None and len(sent) > at_most:
        pytest.fail(f"{len(sent)} statements were sent, promised at most {at_most}:\n{sent.listed()}")
