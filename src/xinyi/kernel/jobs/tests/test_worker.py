"""The worker as it runs: it is woken by a commit, survives cut connections and ends when told to."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest

from xinyi.kernel.base.api import now, write
from xinyi.kernel.jobs.api import defer
from xinyi.kernel.jobs.models import Done

WORKER = "import django; django.setup(); from xinyi.kernel.jobs.api import run_worker; run_worker()"
CUT = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'xinyi-jobs'"


@pytest.fixture
def worker(own_db: Any) -> Iterator["subprocess.Popen[bytes]"]:
    """A real worker on a database of the test's own."""
    environment = {**os.environ, "DATABASE_URL": own_db.url(), "PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen([sys.executable, "-c", WORKER], env=environment)
    yield process
    process.kill()
    process.wait()


def seconds_until_done(count: int) -> float:
    """Defer a job and wait until that many are done in all."""
    write(defer("jobs.forget_old_jobs", {}, run_at=now()))
    begun = time.monotonic()
    while Done.objects.count() < count:
        assert time.monotonic() < begun + 40, "it was not done in 40 s"
        time.sleep(0.005)
    return time.monotonic() - begun


@pytest.mark.slow_host
def test_a_commit_wakes_the_worker_and_lost_connections_do_not_stop_it(worker: Any, own_db: Any) -> None:
    seconds_until_done(1)
    assert seconds_until_done(2) < 1.0

    with own_db.connect() as connection:
        assert connection.execute(CUT).fetchone()[0] > 0

    seconds_until_done(3)
    worker.terminate()
    assert worker.wait(timeout=20) == 0
