"""What waits to be done, and what a form's key already led to."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from xinyi.kernel.jobs.models import Key

BATCH = 100


@dataclass(frozen=True)
class Due:
    """A job whose time has come."""

    number: int
    task_name: str
    args: dict[str, Any]
    attempts: int


@dataclass(frozen=True)
class Backlog:
    """How far the workers are behind: jobs due and not begun, jobs given up, since when the oldest waits."""

    due: int
    given_up: int
    oldest_at: datetime | None


def due_jobs(*, now: datetime) -> list[Due]:
    """The next jobs whose time has come, oldest first, then by priority and order of writing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, task_name, args, attempts FROM procrastinate_jobs"
            " WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= %s)"
            " ORDER BY scheduled_at NULLS FIRST, priority DESC, id LIMIT %s",
            [now, BATCH],
        )
        return [Due(number, name, decoded(args), attempts) for number, name, args, attempts in cursor.fetchall()]


def next_due_at() -> datetime | None:
    """When the next job is to run; None when none waits. For a clock that jumps from one event to the next."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(scheduled_at) FROM procrastinate_jobs WHERE status = 'todo'")
        found: datetime | None = cursor.fetchone()[0]
        return found


def backlog(*, now: datetime) -> Backlog:
    """How far the workers are behind."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= %(now)s)),"
            " count(*) FILTER (WHERE status = 'failed'),"
            " min(scheduled_at) FILTER (WHERE status = 'todo' AND scheduled_at <= %(now)s) FROM procrastinate_jobs",
            {"now": now},
        )
        return Backlog(*cursor.fetchone())


def answer_of(*, key: UUID, owner: UUID) -> str | None:
    """What the form with this key led to; None when it was never seen."""
    return Key.objects.filter(key=key, owner=owner).values_list("answer", flat=True).first()


def decoded(args: Any) -> dict[str, Any]:  # Any: the driver may hand JSON over as text
    """The arguments as a dict, whether or not the driver decoded them."""
    found: dict[str, Any] = json.loads(args) if isinstance(args, str) else args
    return found
