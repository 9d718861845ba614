"""The token that names what a page may listen to: signed, short-lived, read without Django."""

import hashlib
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

MOST_TOPICS = 100
CHANNEL = "xinyi_live"


class TokenRefused(ValueError):
    """The token is forged, torn or too old."""


@dataclass(frozen=True)
class Pass:
    """What a token says: the topics, when the page was made and how long it may listen (seconds since 1970)."""

    topics: tuple[str, ...]
    made_at: float
    ends_at: float


def sign(*, topics: Sequence[str], made_at: datetime, lasts: timedelta, secret: str) -> str:
    """A token of about 100 characters that only holders of ``secret`` can make."""
    assert 0 < len(topics) <= MOST_TOPICS, f"a page listens to 1 to {MOST_TOPICS} topics"
    content = [list(dict.fromkeys(topics)), round(made_at.timestamp(), 3), round((made_at + lasts).timestamp())]
    body = json.dumps(content, separators=(",", ":")).encode()
    return f"{as_text(body)}.{as_text(seal(body, secret))}"


def read(token: str, *, at: float, secret: str) -> Pass:
    """What the token says ``at`` this second since 1970. Raises ``TokenRefused`` when it is forged or over."""
    body, seal_given = parts_of(token)
    if not hmac.compare_digest(seal_given, seal(body, secret)):
        raise TokenRefused
    topics, made_at, ends_at = json.loads(body)
    if at >= ends_at:
        raise TokenRefused
    return Pass(tuple(topics), made_at, ends_at)


def parts_of(token: str) -> tuple[bytes, bytes]:
    """The body and the seal."""
    try:
        body, seal_given = (urlsafe_b64decode(part + "=" * (-len(part) % 4)) for part in token.split("."))
    except ValueError as torn:
        raise TokenRefused from torn
    return body, seal_given


def seal(body: bytes, secret: str) -> bytes:
    """The signature; its key serves nothing else."""
    key = hashlib.sha256(b"xinyi.live\0" + secret.encode()).digest()
    return hmac.new(key, body, hashlib.sha256).digest()[:16]


def as_text(value: bytes) -> str:
    """Bytes as they may stand in an address."""
    return urlsafe_b64encode(value).rstrip(b"=").decode()
