"""The worker process, and the housekeeping it does beside its work."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import close_old_connections, connection
from procrastinate import App, BaseRetryStrategy, PsycopgConnector, RetryDecision
from procrastinate.jobs import Job as ProcrastinateJob
from psycopg.conninfo import make_conninfo

from xinyi.kernel.base.api import now
from xinyi.kernel.jobs.actions import REACT, forget, perform
from xinyi.kernel.jobs.machine import CRON, TRIES, delay_after, import_tasks, periodic, tasks

STALLED_AFTER_SECONDS = 6
KEEP_KEYS = timedelta(days=7)
KEEP_DONE = timedelta(days=30)
logger = logging.getLogger(__name__)


class GrowingDelay(BaseRetryStrategy):
    """Tries again after 2, 4, 8 seconds and so on; gives up after twenty tries, which the doctor reports."""

    def get_retry_decision(self, *, exception: BaseException, job: ProcrastinateJob) -> RetryDecision | None:
        """When to try again."""
        logger.warning("job %s failed: %r", job.task_name, exception, exc_info=exception)
        return RetryDecision(retry_at=now() + delay_after(job.attempts)) if job.attempts < TRIES else None


@periodic(seconds=3600)
def forget_old_jobs(*, now: datetime) -> None:
    """Remove notes of jobs done long ago and keys of forms nobody sends again."""
    forget(done_before=now - KEEP_DONE, sent_before=now - KEEP_KEYS)


def run_worker(*, concurrency: int = 4) -> None:
    """Work until told to stop (SIGTERM, SIGINT); ends with an error when the database is gone, to be started again."""
    worker_app().run_worker(
        concurrency=concurrency,
        fetch_job_polling_interval=2,
        update_heartbeat_interval=2,
        stalled_worker_timeout=STALLED_AFTER_SECONDS,
        shutdown_graceful_timeout=10,
        delete_jobs="successful",
    )


def worker_app() -> App:
    """Procrastinate's app with every registered task, on a connection of its own as the ordinary login."""
    import_tasks()
    app = App(connector=PsycopgConnector(conninfo=conninfo(), min_size=1, max_size=3, timeout=5.0))
    for name in (REACT, *tasks):
        add_task(app, name)
    add_rescue(app)
    return app


def add_task(app: App, name: str) -> None:
    """Let the worker know one task, and its timetable when it has one."""
    seconds = tasks[name].seconds if name in tasks else None
    added = app.task(name=name, retry=False if seconds else GrowingDelay(), queueing_lock=name if seconds else None)(
        runner(name)
    )
    if seconds:
        app.periodic(cron=CRON[seconds])(added)


def runner(name: str) -> Callable[..., None]:
    """The function the worker's thread runs for a task; it reads the clock and keeps the connection fresh."""

    def run(**args: Any) -> None:
        close_old_connections()
        try:
            perform(task_name=name, args=args, now=now())
        finally:
            close_old_connections()

    return run


def add_rescue(app: App) -> None:
    """Give jobs of a killed worker to another one; without it they stay "doing" for ever."""

    @app.periodic(cron=CRON[5])
    @app.task(name="jobs.rescue", queueing_lock="jobs.rescue")
    async def rescue(timestamp: int) -> None:  # noqa: ARG001 -- procrastinate names the planned second
        stalled = await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS)
        for job in stalled:
            await app.job_manager.retry_job(job)


def conninfo() -> str:
    """Django's connection parameters as libpq wants them."""
    settings = connection.settings_dict
    names = {"host": "HOST", "port": "PORT", "dbname": "NAME", "user": "USER", "password": "PASSWORD"}
    options = {name: value for name, value in settings["OPTIONS"].items() if isinstance(value, str)}
    given = {name: settings[key] for name, key in names.items() if settings[key]}
    return make_conninfo("", **options, **given, application_name="xinyi-jobs")
