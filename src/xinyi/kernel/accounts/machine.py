"""The arithmetic of signing in: limits, codes, tokens, one-time passwords. Pure; no models."""

import base64
import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP

Terminal = Literal["resident", "console"]
HERE = ZoneInfo("Asia/Shanghai")

# Codes by SMS. Many residents share one address of their operator, so the limit per address is wide.
CODE_DIGITS = 6
CODE_LIFETIME = timedelta(minutes=5)
CODE_TRIES = 5
CODE_WINDOW = timedelta(minutes=10)
CODES_PER_PHONE = 3
CODES_PER_ADDRESS = 60

# Staff passwords.
FAILURES_ALLOWED = 5
LOCKED_FOR = timedelta(minutes=15)
LONGEST_PASSWORD = 200
SHORTEST_PASSWORD = 10

# One-time passwords (RFC 6238), one step of clock error either way.
STEP_SECONDS = 30
STEPS_ASIDE = (0, -1, 1)
SECRET_BYTES = 20

SEEN_EVERY = timedelta(minutes=5)
MOBILE = re.compile(r"1[3-9]\d{9}")
TELEPHONE = re.compile(r"\d{7,12}")


@dataclass(frozen=True)
class Lifetime:
    """How long a session lasts unused, and at most."""

    idle: timedelta
    absolute: timedelta


LIFETIMES: dict[Terminal, Lifetime] = {
    "resident": Lifetime(idle=timedelta(days=30), absolute=timedelta(days=180)),
    "console": Lifetime(idle=timedelta(hours=2), absolute=timedelta(hours=12)),
}


def today(now: datetime) -> date:
    """The district's date at this instant."""
    return now.astimezone(HERE).date()


def new_code() -> str:
    """A code that can be read out: digits only."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"


def new_token() -> str:
    """The secret a browser keeps; only its hash is stored."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> bytes:
    """SHA-256; a token is random enough to need no salt."""
    return hashlib.sha256(token.encode()).digest()


def new_secret() -> str:
    """A secret for one-time passwords in base32, as authenticator apps read it."""
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def one_time_password(secret: str, at: datetime) -> str:
    """The password an authenticator app shows at this instant."""
    return generator(secret).generate(int(at.timestamp())).decode()


def matching_step(secret: str, code: str, *, at: datetime) -> int | None:
    """The number of the time step whose password this is, None when it fits none near ``at``."""
    for aside in STEPS_ASIDE:
        step = int(at.timestamp()) // STEP_SECONDS + aside
        try:
            generator(secret).verify(code.strip().encode(), step * STEP_SECONDS)
        except InvalidToken:
            continue
        return step
    return None


def secret_uri(secret: str, *, number: str, issuer: str) -> str:
    """What the QR code for an authenticator app says."""
    return generator(secret).get_provisioning_uri(number, issuer)


def generator(secret: str) -> TOTP:
    """Six digits, 30 s, SHA-1: the only combination every authenticator app knows."""
    return TOTP(base64.b32decode(secret), CODE_DIGITS, SHA1(), STEP_SECONDS)  # noqa: S303 -- as RFC 6238 says


def brief_agent(agent: str) -> str:
    """What a person recognises in the list of their sessions: "Chrome · Android"."""
    browsers = ("MicroMessenger", "Edg", "Firefox", "Chrome", "Safari")
    systems = ("HarmonyOS", "Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")
    found = [next((name for name in names if name in agent), "") for names in (browsers, systems)]
    return " · ".join(name for name in found if name)
