"""The product as the journeys run it: real processes against a database that each journey gets afresh."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from tests.harness import databases
from tests.harness.cluster import Server
from xinyi.config.host.processes import MARK, die_with_parent

READY_WITHIN_SECONDS = 40


@dataclass
class Served:
    """The running processes: ``base_url`` for browsers, ``restart_jobs`` after the database was replaced."""

    server: Server
    database: str
    port: int
    log: Path
    processes: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    @property
    def base_url(self) -> str:
        """Return where the resident's home answers, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def environment(self) -> dict[str, str]:
        """Return what the processes find in their environment."""
        return os.environ | {
            "DATABASE_URL": self.server.url(self.database, login="app"),
            "XINYI_PORT": str(self.port),
            # Marked as looked after by a supervisor: this one is the fixture.
            MARK: str(self.log.parent),
            "PYTHONPATH": f"{databases.ROOT / 'src'}:{databases.ROOT}",
        }

    def start(self, name: str, *command: str) -> None:
        """Start one process; its output goes to the log, which a failing start prints."""
        with self.log.open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-m", *command],
                stdout=log,
                stderr=log,
                env=self.environment(),
                cwd=databases.ROOT,
                start_new_session=True,
                preexec_fn=die_with_parent,
            )

    def stop(self, name: str) -> None:
        """End one process, first politely."""
        process = self.processes.pop(name)
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def fresh_database(self, template: str) -> None:
        """Replace the database under the running server; its connections end and are made anew."""
        if "jobs" in self.processes:
            self.stop("jobs")
        databases.clone(self.server, self.database, template=template)
        self.start("jobs", "xinyi", "jobs")

    def as_owner(self) -> "psycopg.Connection[Any]":
        """Open a connection that sees and may change everything, to lay or to look at what no page shows."""
        return psycopg.connect(self.server.dsn(self.database, login="owner"), autocommit=True)

    def wait_until_ready(self) -> None:
        """Wait for the first answer of the web process."""
        limit = time.monotonic() + READY_WITHIN_SECONDS
        while time.monotonic() < limit:
            assert self.processes["web"].poll() is None, f"the web process ended:\n{self.log.read_text()}"
            try:
                urllib.request.urlopen(self.base_url, timeout=5).close()  # noqa: S310 -- an address of ours
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.05)
            else:
                return
        message = f"the web process did not answer:\n{self.log.read_text()}"
        raise RuntimeError(message)


def two_free_ports() -> int:
    """Return a port that is free and whose next one is free too: pages, then live."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port


@contextmanager
def serving(server: Server, template: str, folder: Path) -> Iterator[Served]:
    """Run web, live and jobs for the journeys of one worker, and stop them at the end."""
    served = Served(server, f"{databases.PREFIX}{os.getpid()}_journey", two_free_ports(), folder / "served.log")
    databases.clone(server, served.database, template=template)
    try:
        served.start(
            "web", "granian", "--interface", "asginl", "--host", "127.0.0.1", "--port", str(served.port),
            "tests.harness.strict_asgi:application",
        )  # fmt: skip
        served.start("live", "xinyi", "live")
        served.wait_until_ready()
        yield served
    finally:
        for name in list(served.processes):
            served.stop(name)
        databases.drop(server, served.database)
