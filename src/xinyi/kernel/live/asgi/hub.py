"""Who listens to what, and the one connection to the database that hears it."""

import asyncio
import logging
import time
from collections import defaultdict
from contextlib import suppress

import psycopg

from xinyi.kernel.live.machine import CHANNEL

RESYNC = "resync"
REMEMBERED_SECONDS = 120.0
# Clocks of two processes differ a little, and a change is told a moment after it was made.
MARGIN_SECONDS = 0.5
IDLE_SECONDS = 10.0
LONGEST_PAUSE = 5.0
logger = logging.getLogger(__name__)


class Line:
    """One open page. Topics wait here until they are sent, each once: a slow page never piles anything up."""

    def __init__(self, topics: tuple[str, ...]) -> None:
        self.topics = topics
        self.waiting: dict[str, None] = {}
        self.news = asyncio.Event()

    def tell(self, topic: str) -> None:
        """Put a topic into the queue unless it waits there already."""
        self.waiting[topic] = None
        self.news.set()

    async def wait(self, seconds: float) -> list[str]:
        """The topics to tell; none when nothing happened for ``seconds``."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self.news.wait(), seconds)
        self.news.clear()
        topics, self.waiting = list(self.waiting), {}
        return topics


class Hub:
    """All open pages of this process."""

    def __init__(self) -> None:
        self.lines: dict[str, set[Line]] = defaultdict(set)
        self.open: set[Line] = set()
        self.recent: dict[str, float] = {}
        self.hears_since = 0.0
        self.listening: asyncio.Task[None] | None = None

    @property
    def hears(self) -> bool:
        """Whether the database is heard now."""
        return self.hears_since > 0

    def connect(self, topics: tuple[str, ...], *, seen_at: float) -> Line:
        """Open a line; what its page may have missed since ``seen_at`` is told at once."""
        line = Line(topics)
        self.open.add(line)
        for topic in topics:
            self.lines[topic].add(line)
        for topic in self.missed(topics, seen_at=seen_at):
            line.tell(topic)
        return line

    def missed(self, topics: tuple[str, ...], *, seen_at: float) -> list[str]:
        """The topics that changed since then; ``resync`` when nobody can know."""
        if not self.hears or seen_at < max(self.hears_since, time.time() - REMEMBERED_SECONDS):
            return [RESYNC]
        return [topic for topic in topics if self.recent.get(topic, 0.0) >= seen_at - MARGIN_SECONDS]

    def disconnect(self, line: Line) -> None:
        """Forget a page that has gone."""
        self.open.discard(line)
        for topic in line.topics:
            self.lines[topic].discard(line)
            if not self.lines[topic]:
                del self.lines[topic]

    def hear(self, topic: str) -> None:
        """Pass a topic on to whoever listens to it."""
        now = time.time()
        self.recent.pop(topic, None)
        self.recent[topic] = now
        while next(iter(self.recent.values())) < now - REMEMBERED_SECONDS:
            del self.recent[next(iter(self.recent))]
        for line in self.lines.get(topic, ()):
            line.tell(topic)

    def listen(self, conninfo: str) -> None:
        """Begin to hear the database, unless that has begun."""
        if self.listening is None or self.listening.done():
            self.listening = asyncio.ensure_future(self.hear_for_ever(conninfo))

    async def hear_for_ever(self, conninfo: str) -> None:
        """Hear the database; when it goes, come back to it and let every page read again what it may have missed."""
        pause = 0.1
        while True:
            try:
                await self.hear_until_lost(conninfo)
            except (psycopg.Error, OSError, TimeoutError) as loss:
                logger.warning("the database is not heard: %s", loss)
            pause = 0.1 if self.hears else min(pause * 2, LONGEST_PAUSE)
            self.hears_since = 0.0
            await asyncio.sleep(pause)

    async def hear_until_lost(self, conninfo: str) -> None:
        """One connection's life."""
        connection = await psycopg.AsyncConnection.connect(
            conninfo, autocommit=True, connect_timeout=5, application_name="xinyi-live"
        )
        async with connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            self.hears_since = time.time()
            for line in self.open:
                line.tell(RESYNC)
            while True:
                async for notice in connection.notifies(timeout=IDLE_SECONDS):
                    self.hear(notice.payload)
                # A connection cut without a word is found out by asking.
                await asyncio.wait_for(connection.execute("SELECT 1"), IDLE_SECONDS)
