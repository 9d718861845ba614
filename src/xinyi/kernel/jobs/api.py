"""The door to jobs."""

from xinyi.kernel.jobs.actions import JobsFailed, defer, drain, forget_waiting, jobs_from, once, publish, publish_now
from xinyi.kernel.jobs.machine import periodic, task, task_in_steps
from xinyi.kernel.jobs.queries import Backlog, answer_of, backlog, next_due_at
from xinyi.kernel.jobs.tasks import run_worker

__all__ = [
    "Backlog",
    "JobsFailed",
    "answer_of",
    "backlog",
    "defer",
    "drain",
    "forget_waiting",
    "jobs_from",
    "next_due_at",
    "once",
    "periodic",
    "publish",
    "publish_now",
    "run_worker",
    "task",
    "task_in_steps",
]
