"""Sends the code of a challenge through the provider that the settings name."""

import json
import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from xinyi.kernel.accounts.machine import CODE_LIFETIME
from xinyi.kernel.accounts.models import Challenge
from xinyi.kernel.vault import api as vault

CODE_MESSAGE = "accounts.sign_in_code"
LOG = "xinyi.kernel.accounts.actions.messages.LoggedSms"
logger = logging.getLogger(__name__)


class Sms(Protocol):
    """The part of ``XINYI_SMS_BACKEND`` that is needed here; ``message_id`` stays the same when it is sent again."""

    def send(self, *, phone: str, code: str, parameters: Mapping[str, object], message_id: UUID) -> None: ...


class LoggedSms:
    """Where no provider is named, the code appears in the log instead of on a telephone."""

    def send(self, *, phone: str, code: str, parameters: Mapping[str, object], message_id: UUID) -> None:
        """Write it to the log."""
        logger.info("%s %s for %s: %s", code, message_id, vault.mask("phone", phone), dict(parameters))


def send_message(*, challenge: UUID, now: datetime) -> None:
    """Send the code, then forget number and code; one that ran out or went out already is not sent."""
    row = Challenge.objects.filter(id=challenge, expires_at__gt=now).exclude(sealed=b"").first()
    if row is None:
        return
    number, code = json.loads(vault.decrypt(bytes(row.sealed), bound_to=f"accounts_challenge.sealed.{row.id}"))
    provider: Sms = import_string(getattr(settings, "XINYI_SMS_BACKEND", LOG))()
    parameters = {"code": code, "minutes": int(CODE_LIFETIME.total_seconds() // 60)}
    provider.send(phone=number, code=CODE_MESSAGE, parameters=parameters, message_id=row.id)
    Challenge.objects.filter(id=row.id).update(sealed=b"")
