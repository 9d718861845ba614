"""A short message goes out at most once, to the number the vault opens for it, and its fate is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, ClassVar
from uuid import UUID

import pytest

from xinyi.kernel.audit.api import looks_at
from xinyi.kernel.base.api import write
from xinyi.kernel.jobs.api import JobsFailed, drain
from xinyi.kernel.notices.api import NotSent, notify
from xinyi.kernel.notices.machine import Answer
from xinyi.kernel.notices.models import Delivery
from xinyi.kernel.notices.tests.people import ALICE, BOB, NOON, person
from xinyi.kernel.scope.api import ensure_months, scope, system
from xinyi.kernel.vault.api import seal

pytestmark = pytest.mark.django_db
PHONE = "19912345678"


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


@pytest.fixture(autouse=True)
def _alice_has_a_number(db: None) -> None:
    """Alice's number is in the vault, and the audit has room for the month of these tests."""
    ensure_months(NOON.date(), NOON.date())
    with scope(system("tests")):
        write(seal(person=ALICE, field="phone", value=PHONE))


def tell(code: str, who: UUID = ALICE, **more: bool) -> None:
    with scope(system("tests")):
        write(
            notify(recipients=[who], code=code, parameters={"number": "7", "due_at": NOON}, at=NOON, key=code, **more)
        )


def states() -> list[tuple[str, str]]:
    with scope(system("tests")):
        return list(Delivery.objects.values_list("state", "reason"))


def left_half_sent() -> None:
    """What a crash leaves behind: the note that it is going out, and nothing after it."""
    with scope(system("tests")):
        Delivery.objects.update(state="sending")


def test_a_message_goes_out_once_with_code_and_parameters(provider: Provider) -> None:
    tell("tests.asked")
    tell("tests.asked")

    drain(now=NOON)

    assert provider.sent == [(PHONE, "tests.asked", {"number": "7"})]
    assert states() == [("sent", "")]


@pytest.mark.parametrize(("code", "sms"), [("tests.accepted", None), ("tests.asked", False)])
def test_a_notice_for_the_inbox_only_sends_nothing(provider: Provider, code: str, sms: bool | None) -> None:
    tell(code, **({} if sms is None else {"sms": sms}))

    drain(now=NOON)

    assert (provider.sent, states()) == ([], [])


def test_the_recipient_can_read_that_their_number_was_opened(provider: Provider) -> None:
    tell("tests.asked")

    drain(now=NOON)

    with scope(person(ALICE)) as alice:
        looks = [(one.action, one.field, one.machine) for one in looks_at(asking=alice, person=ALICE)]
    assert looks == [("vault.reveal", "phone", "notices.send_sms")]


def test_without_a_number_nothing_goes_out(provider: Provider) -> None:
    tell("tests.asked", BOB)

    drain(now=NOON)

    assert (provider.sent, states()) == ([], [("failed", "no number")])


def test_what_surely_was_not_sent_is_tried_again(provider: Provider) -> None:
    tell("tests.asked")
    provider.failure = NotSent()
    with pytest.raises(JobsFailed):
        drain(now=NOON)
    assert states() == [("queued", "")]

    provider.failure = None
    drain(now=NOON + timedelta(seconds=2))

    assert (len(provider.sent), states()) == (1, [("sent", "")])


@pytest.mark.parametrize(
    ("code", "answer", "sent", "state"),
    [
        ("tests.asked", "sent", 0, "sent"),
        ("tests.asked", "failed", 0, "failed"),
        ("tests.asked", "unknown", 0, "unknown"),
        ("tests.rings", "sent", 0, "sent"),
        ("tests.rings", "unknown", 1, "sent"),
    ],
)
def test_after_a_crash_the_provider_is_asked_and_only_urgent_ones_go_again(
    provider: Provider, code: str, answer: Answer, sent: int, state: str
) -> None:
    tell(code)
    left_half_sent()
    provider.answer = answer

    drain(now=NOON)

    assert (len(provider.sent), states()) == (sent, [(state, "")])
