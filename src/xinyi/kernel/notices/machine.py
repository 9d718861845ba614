"""The channel that carries a notice out of the house: what an SMS provider must do, and one that only writes a log."""

import logging
from collections.abc import Mapping
from typing import Literal, Protocol
from uuid import UUID

logger = logging.getLogger(__name__)
Answer = Literal["sent", "failed", "unknown"]


class NotSent(Exception):
    """The provider surely sent nothing; trying again does no harm."""


class SmsBackend(Protocol):
    """A provider of short messages, named in the setting ``XINYI_SMS_BACKEND``."""

    def send(self, *, phone: str, code: str, parameters: Mapping[str, object], message_id: UUID) -> None:
        """Send the approved template of ``code``. Raises ``NotSent`` only when it is sure that nothing went out."""

    def state_of(self, *, message_id: UUID) -> Answer:
        """What became of a message; ``unknown`` where the provider cannot be asked."""


class ConsoleSms:
    """Writes to the log that a message would have gone out, without the number; for samples and tests."""

    def send(self, *, phone: str, code: str, parameters: Mapping[str, object], message_id: UUID) -> None:
        """Log it."""
        logger.info("sms %s %s to a number ending in %s: %s", message_id, code, phone[-4:], sorted(parameters))

    def state_of(self, *, message_id: UUID) -> Answer:  # noqa: ARG002 -- as every provider
        """Nobody can be asked."""
        return "unknown"
