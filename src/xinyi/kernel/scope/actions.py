"""Tells the database who is asking, for the rest of the transaction."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import connection, transaction

from xinyi.kernel.scope.asking import Asking

SETTINGS = ("lo", "hi", "grid", "me", "person", "auditor")
STAMPS = "(SELECT coalesce(json_object_agg(name, version), '{}') FROM scope_stamp)"


def settings_sql(*, lo: str, hi: str, grid: str, me: str, person: str, auditor: str) -> str:
    """Select-list expressions that set the context from SQL expressions; NULL becomes the empty setting."""
    named = zip(SETTINGS, (lo, hi, grid, me, person, auditor), strict=True)
    return ", ".join(f"set_config('xinyi.{name}', coalesce(({value})::text, ''), true)" for name, value in named)


@contextmanager
def scope(asking: Asking) -> Iterator[Asking]:
    """One transaction in which the database sees as ``asking`` does; yields it with today's stamps.

    For background work, commands and tests; a request gets the same from the middleware. Inside an outer scope the
    outer one's sight comes back at the end.
    """
    nested = connection.in_atomic_block
    with transaction.atomic():
        auditor = "on" if asking.auditor else None
        before, stamps = tell([asking.lo, asking.hi, asking.grid, asking.me, asking.actor.person, auditor])
        yield replace(asking, stamps=stamps)
        if nested:
            tell(before)


def sees_on_as(asking: Asking) -> None:
    """See as ``asking`` does from here to the end of the transaction, in one statement."""
    auditor = "on" if asking.auditor else None
    tell([asking.lo, asking.hi, asking.grid, asking.me, asking.actor.person, auditor])


def tell(values: Sequence[Any]) -> tuple[list[Any], dict[str, int]]:
    """Set the context; returns the former values and the stamps."""
    former = ", ".join(f"nullif(current_setting('xinyi.{name}', true), '')" for name in SETTINGS)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {STAMPS}, {former}, {settings_sql(**dict.fromkeys(SETTINGS, '%s'))}", list(values))
        found = cursor.fetchone()
    stamps = found[0] if isinstance(found[0], dict) else json.loads(found[0])
    return list(found[1:7]), stamps


def bump(name: str) -> None:
    """Makes every process read this body of rule data again, as soon as the transaction is committed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO scope_stamp (name, version) VALUES (%s, 2)"
            " ON CONFLICT (name) DO UPDATE SET version = scope_stamp.version + 1",
            [name],
        )


def ensure_months(first: date, last: date) -> None:
    """Make the partitions of every table cut by month from ``first``'s month to ``last``'s, both included."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT make_months(%s, %s)", [first, last])
