"""Kinds of notice declared for these tests, a provider that keeps what it was given, and people of the cast."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, ClassVar
from uuid import UUID

import pytest

from xinyi.kernel.manifest import NoticeKind
from xinyi.kernel.notices import queries
from xinyi.kernel.notices.machine import Answer
from xinyi.kernel.scope.api import Actor, Asking

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
ALICE = UUID("a11ce000-0000-4000-8000-000000000001")
BOB = UUID("b0b00000-0000-4000-8000-000000000002")
CASE = UUID("ca5e0000-0000-4000-8000-000000000007")
KINDS = (
    NoticeKind("tests.accepted", ["number", "due_at"], "您的诉求 %(number)s 已受理，%(due_at)s前答复。"),
    NoticeKind("tests.asked", ["number"], "请补充诉求 %(number)s 的信息。", sms=True),
    NoticeKind("tests.rings", ["number"], "夜间告急：%(number)s", urgent=True, sms=True),
)


def person(who: UUID) -> Asking:
    """A resident who asks for themselves."""
    return Asking(actor=Actor(person=who), me=who)


@pytest.fixture(autouse=True)
def _declared(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kinds of these tests are declared."""
    monkeypatch.setattr(queries, "kinds", lambda: {one.code: one for one in KINDS})


@dataclass
class Provider:
    """What a provider of short messages did, and how it behaves next."""

    sent: list[tuple[str, str, Mapping[str, object]]] = field(default_factory=list)
    answer: Answer = "unknown"
    failure: Exception | None = None


class FakeSms:
    """A provider for tests; all instances share what happened."""

    provider: ClassVar[Provider]

    def send(self, *, phone: str, code: str, parameters: Mapping[str, object], message_id: UUID) -> None:
        """Keep it, or fail as told."""
        if self.provider.failure:
            raise self.provider.failure
        self.provider.sent.append((phone, code, parameters))

    def state_of(self, *, message_id: UUID) -> Answer:
        """Answer as told."""
        return self.provider.answer


@pytest.fixture
def provider(settings: Any) -> Provider:
    """The provider that messages go to."""
    settings.XINYI_SMS_BACKEND = f"{__name__}.FakeSms"
    FakeSms.provider = Provider()
    return FakeSms.provider
