"""A worker killed while it tells somebody something: the notice is in the inbox exactly once."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from xinyi.kernel.base.api import now, write
from xinyi.kernel.jobs.api import defer
from xinyi.kernel.notices.api import inbox
from xinyi.kernel.notices.tests.people import ALICE, person
from xinyi.kernel.scope.api import scope


def start_worker(url: str, folder: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", "import xinyi.kernel.notices.tests.slow_worker", str(folder)]
    return subprocess.Popen(command, env={**os.environ, "DATABASE_URL": url, "PYTHONPATH": os.pathsep.join(sys.path)})


def wait_for(condition: Callable[[], bool]) -> None:
    limit = time.monotonic() + 40
    while not condition():
        assert time.monotonic() < limit, "it did not happen in 40 s"
        time.sleep(0.1)


def texts() -> list[str]:
    with scope(person(ALICE)) as alice:
        return [one.text for one in inbox(asking=alice)]


def jobs_left(own_db: Any) -> int:
    with own_db.connect() as connection:
        query = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'tests.tell_slowly'"
        return int(connection.execute(query).fetchone()[0])


@pytest.mark.slow_host
def test_a_worker_killed_in_the_middle_of_a_notice_leaves_exactly_one(own_db: Any, tmp_path: Path) -> None:
    write(defer("tests.tell_slowly", {"number": "7"}, run_at=now()))
    first = start_worker(own_db.url(), tmp_path)
    try:
        wait_for((tmp_path / "begun").exists)
    finally:
        first.kill()
        first.wait()
    assert (texts(), jobs_left(own_db)) == ([], 1)

    second = start_worker(own_db.url(), tmp_path)
    try:
        wait_for(lambda: jobs_left(own_db) == 0)
    finally:
        second.terminate()
        stopped = second.wait(timeout=20)

    assert texts() == ["请补充诉求 7 的信息。"]
    assert stopped == 0
