"""An event of these tests with subscribers of their own, and a diary of who was told what."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from xinyi.kernel.jobs import actions, events
from xinyi.kernel.manifest import Reaction

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Greeted:
    """Somebody said hello."""

    who: UUID
    words: str
    at: datetime
    also: tuple[UUID, ...] = ()
    answer_by: datetime | None = None


@dataclass
class Diary:
    """Subscribers by name and what they wrote down."""

    lines: list[object] = field(default_factory=list)
    subscribers: dict[str, Callable[..., None]] = field(default_factory=dict)

    def subscribe(self, name: str, function: Callable[..., None] | None = None) -> None:
        """Let a subscriber listen to the greeting."""

        def note(event: object, *, now: datetime) -> None:
            self.lines.append((name, event, now))

        self.subscribers[name] = function or note


@pytest.fixture
def diary(monkeypatch: pytest.MonkeyPatch) -> Diary:
    """A folder "tests" that subscribes to ``Greeted`` whatever the diary is told to."""
    kept = Diary()

    def reactions_to(name: str) -> tuple[tuple[str, Reaction], ...]:
        return tuple(("tests", Reaction(name, one)) for one in kept.subscribers)

    def resolve(slug: str, name: str) -> Any:
        return kept.subscribers[name]

    monkeypatch.setattr(events, "Greeted", Greeted, raising=False)
    monkeypatch.setattr(actions, "reactions_to", reactions_to)
    monkeypatch.setattr(actions, "resolve", resolve)
    return kept
