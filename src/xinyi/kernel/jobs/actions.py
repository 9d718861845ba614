"""Puts work into the outbox and carries it out."""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from xinyi.kernel.base.api import Rows, new_id, write
from xinyi.kernel.jobs.events import as_json, decode, encode, event_name
from xinyi.kernel.jobs.machine import Task, call, delay_after, import_tasks, tasks
from xinyi.kernel.jobs.models import Done, Job, Key
from xinyi.kernel.jobs.queries import Due, due_jobs
from xinyi.kernel.manifest import reactions_to, resolve
from xinyi.kernel.scope.api import scope, system

REACT = "jobs.react"
logger = logging.getLogger(__name__)


class JobsFailed(ExceptionGroup):
    """Some jobs of a drain broke; the others were done, and the broken ones wait for their next try."""


def publish(*events: object, at: datetime, priority: int = 0) -> Rows:
    """One job per event and subscriber, as rows for the caller's ``write``; no rows when nobody subscribes.

    Each subscriber's reaction runs after commit in its own transaction, exactly once.
    """
    rows = []
    for event in events:
        name = event_name(event)
        shared = {"id": str(new_id()), "event": name, "payload": encode(event)}
        rows += [
            {
                "task_name": REACT,
                "args": {**shared, "slug": slug, "run": reaction.run},
                "scheduled_at": at,
                "priority": priority,
            }
            for slug, reaction in reactions_to(name)
        ]
    return Rows(Job, rows)


def publish_now(*events: object, at: datetime) -> None:
    """Put the events into the outbox at once; the caller's transaction holds them back until it commits."""
    write(publish(*events, at=at))


def defer(
    task_name: str, args: Mapping[str, object], *, run_at: datetime, queueing_lock: str | None = None, priority: int = 0
) -> Rows:
    """One job for the task "<folder>.<function>", as rows for the caller's ``write``.

    While a job with the same ``queueing_lock`` waits, another one is silently left out.
    """
    row = {
        "task_name": task_name,
        "args": {"id": str(new_id()), "args": {name: as_json(value) for name, value in args.items()}},
        "scheduled_at": run_at,
        "queueing_lock": queueing_lock,
        "priority": priority,
    }
    return Rows(Job, [row], once=queueing_lock is not None)


def jobs_from(source: str, *, task_name: str, args: str, run_at: str) -> str:
    """The INSERT of one job per row of the caller's CTE ``source``; ``args``, ``run_at`` are SQL over its columns."""
    return (
        f"INSERT INTO {Job._meta.db_table} (queue_name, task_name, args, scheduled_at)"
        f" SELECT 'default', '{task_name}', jsonb_build_object('id', gen_random_uuid(), 'args', {args}), {run_at}"
        f" FROM {source}"
    )


def once(*, key: UUID, owner: UUID, at: datetime, answer: str = "") -> Rows:
    """Claims a form's key for the caller's ``write``, which counts 0 for it when the form was sent before.

    Then the caller rolls back and shows ``answer_of`` the key. Two at the same moment: the second waits for the first.
    """
    return Rows(Key, [{"key": key, "owner": owner, "at": at, "answer": answer}], once=True)


def drain(*, now: datetime) -> int:
    """Run every job due at ``now``, and those they put out, until none is left; returns how many were done.

    Works in the caller's transaction and on any clock; in a fixed order. Raises ``JobsFailed`` at the end when some
    broke; those wait for their next try, later than ``now``.
    """
    import_tasks()
    done, failures = 0, []
    while jobs := due_jobs(now=now):
        for job in jobs:
            try:
                carry_out(job, now=now)
                done += 1
            except Exception as failure:
                # One broken job never stops the others.
                logger.exception("job %s failed", job.task_name)
                postpone(job, now=now)
                failures.append(failure)
    if failures:
        message = f"{len(failures)} jobs failed"
        raise JobsFailed(message, failures)
    return done


def carry_out(job: Due, *, now: datetime) -> None:
    """Run a job and remove it, in one transaction unless the task makes its own."""
    if job.task_name in tasks and not tasks[job.task_name].whole:
        perform(task_name=job.task_name, args=job.args, now=now)
        remove(job)
        return
    with transaction.atomic():
        if remove(job):
            perform(task_name=job.task_name, args=job.args, now=now)


def perform(*, task_name: str, args: Mapping[str, Any], now: datetime) -> None:
    """Run one job's task or reaction; a job that was done already is passed over."""
    if task_name == REACT:
        react(args, now=now)
        return
    found = tasks[task_name]
    if found.whole:
        perform_whole(found, args, now=now)
    else:
        call(found.run, asking=system(task_name), now=now, **args["args"])


def perform_whole(task: Task, args: Mapping[str, Any], *, now: datetime) -> None:
    """Run a task in one transaction; a periodic one carries no id and may always run."""
    with scope(system(task.name)) as asking:
        if "id" not in args or is_first_time(args["id"], task.name, now=now):
            call(task.run, asking=asking, now=now, **args.get("args", {}))


def react(args: Mapping[str, Any], *, now: datetime) -> None:
    """Hand an event to one subscriber."""
    subscriber = f"{args['slug']}:{args['run']}"
    with scope(system(subscriber)) as asking:
        if is_first_time(args["id"], subscriber, now=now):
            event = decode(args["event"], args["payload"])
            call(resolve(args["slug"], args["run"]), event, asking=asking, now=now)


def is_first_time(job_id: str, subscriber: str, *, now: datetime) -> bool:
    """Note that it is being done; False when that note stands already."""
    return write(Rows(Done, [{"job_id": job_id, "subscriber": subscriber, "at": now}], once=True)) == [1]


def remove(job: Due) -> bool:
    """Take the job out of the table; False when somebody else has it."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s AND status = 'todo'", [job.number])
        return cursor.rowcount == 1


def postpone(job: Due, *, now: datetime) -> None:
    """Let a broken job wait for its next try."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET attempts = attempts + 1, scheduled_at = %s"
            " WHERE id = %s AND status = 'todo'",
            [now + delay_after(job.attempts), job.number],
        )


def forget(*, done_before: datetime, sent_before: datetime) -> None:
    """Remove notes of jobs done and keys of forms sent before these instants."""
    Done.objects.filter(at__lt=done_before).delete()
    Key.objects.filter(at__lt=sent_before).delete()


def forget_waiting(*, before: datetime) -> int:
    """Remove jobs that were to run before this instant and never did; returns their number.

    For a past that was laid and not lived: nobody is told today of what never happened to them.
    """
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE status = 'todo' AND scheduled_at < %s", [before])
        return cursor.rowcount
