"""Remembers who sits where while a ledger is open: a history asks for the same desks thousands of times.

The answer depends on the places above one that have such posts, and on the time only as far as rosters, posts and
appointments begin or end; so everything asked between two such instants is the same question. Exact, as long as no
post changes while the ledger is open, which no history does.
"""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import connection

from xinyi.kernel.base.api import open_ledger

Answer = TypeVar("Answer")

STAFFED = """
SELECT coalesce(p.place_id, o.place_id), p.role FROM accounts_post p
LEFT JOIN accounts_organisation o ON o.id = p.organisation_id
UNION SELECT d.place_id, p.role FROM accounts_duty d JOIN accounts_post p ON p.id = d.post_id
"""
INSTANTS = "SELECT starts_at FROM accounts_duty UNION SELECT ends_at FROM accounts_duty ORDER BY 1"
DAYS = """
SELECT opened_on FROM accounts_post UNION SELECT closed_on FROM accounts_post WHERE closed_on IS NOT NULL
UNION SELECT starts_on FROM accounts_appointment
UNION SELECT ends_on FROM accounts_appointment WHERE ends_on IS NOT NULL
UNION SELECT ended_on FROM accounts_organisation WHERE ended_on IS NOT NULL ORDER BY 1
"""


@dataclass(frozen=True)
class Changes:
    """Which roles are found at which places, and when anything about it changes."""

    staffed: frozenset[tuple[int, str]]
    instants: list[datetime]
    days: list[date]

    def question(self, parameters: Mapping[str, Any]) -> Hashable:
        """The same value for parameters that cannot but have the same answer."""
        roles = parameters.get("roles", ())
        chain = [p for p in parameters.get("chain", ()) if any((p, role) in self.staffed for role in roles)]
        at, today = parameters.get("at"), parameters["today"]
        return (
            tuple(chain),
            tuple(roles),
            frozenset(parameters.get("ids", ())),
            at and bisect_right(self.instants, at),
            today and bisect_right(self.days, today),
        )


def remembered(sql: str, parameters: Mapping[str, Any], *, load: Callable[[], Answer]) -> Answer:
    """What ``load`` finds, asked once per question while a ledger is open and each time otherwise."""
    ledger = open_ledger()
    if ledger is None or not parameters.keys() <= {"chain", "roles", "ids", "at", "today"}:
        return load()
    changes = ledger.remembered("accounts.changes", read_changes)
    return ledger.remembered((sql, changes.question(parameters)), load)


def read_changes() -> Changes:
    """Three statements."""
    with connection.cursor() as cursor:
        cursor.execute(STAFFED)
        staffed = frozenset(cursor.fetchall())
        cursor.execute(INSTANTS)
        instants = [row[0] for row in cursor.fetchall()]
        cursor.execute(DAYS)
        return Changes(staffed, instants, [row[0] for row in cursor.fetchall()])
