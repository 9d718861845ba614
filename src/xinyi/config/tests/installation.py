"""A real installation for tests: its own folder, ports and processes, started by the command people use."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from xinyi.config.host.processes import MARK, NAME, mark_of, marked, working_in

SOURCE = Path(__file__).resolve().parents[3]
START_SECONDS = 60
MEND_SECONDS = 15


def free_port() -> int:
    """Return a port that is free together with the one above it."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return int(port)


def eventually(done: Callable[[], bool], *, seconds: float = MEND_SECONDS) -> float:
    """Wait for ``done()`` and return how long it took."""
    began = time.monotonic()
    while not done():
        assert time.monotonic() - began < seconds, f"not within {seconds} s"
        time.sleep(0.05)
    return time.monotonic() - began


@dataclass
class Installation:
    """One folder with its processes; in production mode, since the sample is another test's subject."""

    var: Path
    port: int = field(default_factory=free_port)
    told: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[str] | None = None

    def environment(self, **more: str) -> dict[str, str]:
        """Return the environment of its command, without what the tests' own process was told."""
        clean = {
            name: value for name, value in os.environ.items() if not name.startswith(("XINYI_", "DATABASE_", "DJANGO_"))
        }
        own = {"XINYI_VAR": str(self.var), "XINYI_PORT": str(self.port), "XINYI_HOSTS": "127.0.0.1"}
        return {**clean, "PYTHONPATH": str(SOURCE), "PYTHONUNBUFFERED": "1", **own, **self.told, **more}

    def command(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a sub-command to its end."""
        line = [sys.executable, "-m", "xinyi", *arguments]
        return subprocess.run(
            line, env=self.environment(**more), capture_output=True, text=True, timeout=START_SECONDS, check=False
        )

    def start(self) -> float:
        """Start everything and return the seconds until pages were served."""
        log = (self.var.parent / f"{self.var.name}.log").open("w")
        line = [sys.executable, "-m", "xinyi", "run"]
        self.process = subprocess.Popen(line, env=self.environment(), stdout=log, stderr=log, text=True)
        return eventually(lambda: self.ended() or self.is_ready(), seconds=START_SECONDS)

    def ended(self) -> bool:
        """Whether the command ended, which it should not; then its words are the failure."""
        assert self.process is not None
        assert self.process.poll() is None, (self.var.parent / f"{self.var.name}.log").read_text()
        return False

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Ask it to end and return its exit code."""
        assert self.process is not None
        self.process.send_signal(number)
        return self.process.wait(30)

    def status(self, path: str, *, port: int | None = None) -> int:
        """Return the status of a page, 0 when nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port or self.port}{path}", timeout=3) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def is_ready(self) -> bool:
        """Whether pages are served and the database answers."""
        return self.status("/readyz") == 200

    def masters(self, name: str) -> list[psutil.Process]:
        """Return the supervised processes of a name: children of the command itself."""
        assert self.process is not None
        children = psutil.Process(self.process.pid).children()
        if name == "database":
            ours = {one.pid for one in working_in(self.var / "pg18")}
            return [child for child in children if child.pid in ours]
        return [child for child in children if _named(child, name)]

    def remains(self) -> list[psutil.Process]:
        """Return every process of this installation but the command itself."""
        return [*marked(mark_of(self.var)), *working_in(self.var / "pg18")]


def _named(process: psutil.Process, name: str) -> bool:
    try:
        return process.environ().get(NAME) == name and MARK in process.environ()
    except psutil.Error:
        return False
