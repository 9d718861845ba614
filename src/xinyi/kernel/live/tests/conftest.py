"""A real live process beside a database of the test's own, and pages that listen to it."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from xinyi.kernel.live.machine import sign

SECRET = "only-for-tests-" + "0" * 40


@dataclass
class Page:
    """An open page: the names of the events it heard."""

    heard: list[str] = field(default_factory=list)

    async def listen(self, port: int, *topics: str, seconds: float = 3600) -> None:
        """Hold a line until the process or its token ends it."""
        now = datetime.now(tz=UTC)
        token = sign(topics=topics, made_at=now, lasts=timedelta(seconds=seconds), secret=SECRET)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET /live?token={token} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        while text := await reader.readline():
            if text.startswith(b"event: "):
                self.heard.append(text.decode().removeprefix("event: ").strip())
        writer.close()

    async def hears(self, name: str, *, times: int = 1) -> None:
        """Wait until the page heard it that often."""
        limit = time.monotonic() + 20
        while self.heard.count(name) < times:
            assert time.monotonic() < limit, f"heard {self.heard}, not {name} {times} times"
            await asyncio.sleep(0.01)


@pytest.fixture
def live(own_db: Any) -> Iterator[int]:
    """The port of a live process of this test's own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--port", str(port), "--no-log"]
    process = subprocess.Popen(
        [*command, "--workers-kill-timeout", "1", "xinyi.kernel.live.asgi:application"],
        env={**os.environ, "DATABASE_URL": own_db.url(), "XINYI_SECRET_KEY": SECRET},
    )
    try:
        wait_until_heard(port)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=10)


def wait_until_heard(port: int) -> None:
    """Wait until the process hears the database."""
    limit = time.monotonic() + 20
    while time.monotonic() < limit:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/live/health", timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    pytest.fail("the live process did not come up in 20 s")
