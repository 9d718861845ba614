"""A short message goes out at most once, to the number the vault opens for it, and its fate is kept."""

from datetime import timedelta
from uuid import UUID

import pytest

from xinyi.kernel.audit.models import Row
from xinyi.kernel.base.api import write
from xinyi.kernel.jobs.api import JobsFailed, drain
from xinyi.kernel.notices.api import NotSent, notify
from xinyi.kernel.notices.models import Delivery
from xinyi.kernel.notices.tests.conftest import ALICE, BOB, NOON, Provider, person
from xinyi.kernel.scope.api import ensure_months, scope, system
from xinyi.kernel.vault.api import seal

pytestmark = pytest.mark.django_db
PHONE = "19912345678"


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

    with scope(person(ALICE)):
        looks = list(Row.objects.filter(action="vault.reveal").values_list("subject_id", "field", "machine"))
    assert looks == [(ALICE, "phone", "notices.send_sms")]


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
    provider: Provider, code: str, answer: str, sent: int, state: str
) -> None:
    tell(code)
    left_half_sent()
    provider.answer = answer  # type: ignore[assignment]

    drain(now=NOON)

    assert (len(provider.sent), states()) == (sent, [(state, "")])
