"""The virtual clock: what happens next, in the order of time."""

from collections.abc import Iterator
from datetime import datetime
from heapq import heappop, heappush

# The life of one case: it takes a step, says when it goes on, and waits.
Life = Iterator[datetime]


class Events:
    """Lives by the instant at which each goes on; those of one instant in the order they were put here."""

    def __init__(self) -> None:
        self.waiting: list[tuple[datetime, int, Life]] = []
        self.count = 0

    def put(self, life: Life, *, at: datetime) -> None:
        """Let it go on at that instant."""
        self.count += 1
        heappush(self.waiting, (at, self.count, life))

    @property
    def next_at(self) -> datetime | None:
        """When the next one goes on."""
        return self.waiting[0][0] if self.waiting else None

    def go_on(self) -> None:
        """Let the next one take its step. A life never goes back in time."""
        at, _count, life = heappop(self.waiting)
        then = next(life, None)
        if then is not None:
            self.put(life, at=max(at, then))
