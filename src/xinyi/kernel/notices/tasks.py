"""Carries notices out by SMS, and forgets old ones."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from xinyi.kernel.jobs.api import periodic, task_in_steps
from xinyi.kernel.notices.actions import forget_before, settle_delivery
from xinyi.kernel.notices.machine import NotSent, SmsBackend
from xinyi.kernel.notices.models import Delivery, Notice
from xinyi.kernel.scope.api import Asking, scope, system
from xinyi.kernel.vault.api import NothingKept, reveal

KEEP = timedelta(days=2 * 365)
PURPOSE = _("向本人发送办理进度短信")
CONSOLE = "xinyi.kernel.notices.machine.ConsoleSms"


@task_in_steps
def send_sms(*, delivery_id: str, asking: Asking, now: datetime) -> None:
    """Send one message. Nothing goes out before the note that it is going out is kept; then it goes at most once.

    After a crash in between the provider is asked; where it cannot be, an urgent message is sent again and any other
    shown as unknown.
    """
    backend: SmsBackend = import_string(getattr(settings, "XINYI_SMS_BACKEND", CONSOLE))()
    phone = begin(UUID(delivery_id), backend=backend, asking=asking, now=now)
    if phone is None:
        return
    delivery, number = phone
    try:
        backend.send(
            phone=number, code=delivery.notice.code, parameters=delivery.notice.parameters, message_id=delivery.id
        )
    except NotSent:
        settle(delivery.id, "queued", asking=asking, now=now)
        raise
    settle(delivery.id, "sent", asking=asking, now=now)


def begin(delivery_id: UUID, *, backend: SmsBackend, asking: Asking, now: datetime) -> tuple[Delivery, str] | None:
    """Note that the message is going out; returns it with the number, None when it shall not go (again)."""
    with scope(asking):
        found = Delivery.objects.select_for_update(of=("self",)).select_related("notice").filter(id=delivery_id).first()
        if found is None or not may_go(found, backend=backend, asking=asking, now=now):
            return None
        number = number_of(found.notice, asking=asking, now=now)
        settle(
            found.id, "sending" if number else "failed", asking=asking, now=now, reason="" if number else "no number"
        )
        return (found, number) if number else None


def may_go(delivery: Delivery, *, backend: SmsBackend, asking: Asking, now: datetime) -> bool:
    """Whether to send; one that a crash left half sent is asked about first."""
    if delivery.state != "sending":
        return delivery.state == "queued"
    answer = backend.state_of(message_id=delivery.id)
    if answer == "unknown" and delivery.notice.urgent:
        return True
    settle(delivery.id, answer, asking=asking, now=now)
    return False


def number_of(notice: Notice, *, asking: Asking, now: datetime) -> str | None:
    """The recipient's number, opened for this one message; the recipient can read that it was. None without one."""
    with scope(replace(system(asking.actor.machine or ""), me=notice.recipient_id, lo=None, hi=None)) as themselves:
        try:
            return reveal(
                asking=themselves,
                person=notice.recipient_id,
                field="phone",
                purpose=str(PURPOSE),
                item_id=None,
                now=now,
            )
        except NothingKept:
            return None


def settle(delivery_id: UUID, state: str, *, asking: Asking, now: datetime, reason: str = "") -> None:
    """Keep what became of a message."""
    with scope(asking):
        settle_delivery(delivery_id=delivery_id, state=state, reason=reason, now=now)


@periodic(seconds=86400)
def forget_old_notices(*, now: datetime) -> None:
    """Remove what somebody was told two years ago."""
    forget_before(at=now - KEEP)
