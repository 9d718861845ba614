"""Residents sign in by a code sent to their telephone; the first time makes the person and the account."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from xinyi.kernel.accounts.actions.people import known_person, mobile
from xinyi.kernel.accounts.actions.sessions import Opening, SignedIn, open_session
from xinyi.kernel.accounts.machine import (
    CODE_LIFETIME,
    CODE_TRIES,
    CODE_WINDOW,
    CODES_PER_ADDRESS,
    CODES_PER_PHONE,
    new_code,
)
from xinyi.kernel.accounts.models import Account, Challenge, Person
from xinyi.kernel.base.api import Refused, Rows, new_id, write
from xinyi.kernel.jobs import api as jobs
from xinyi.kernel.scope.api import Asking
from xinyi.kernel.vault import api as vault

COUNT = """
SELECT count(*) FILTER (WHERE phone_blind = %(phone)s), count(*) FILTER (WHERE address_blind = %(address)s)
FROM accounts_challenge
WHERE created_at > %(since)s AND (phone_blind = %(phone)s OR address_blind = %(address)s)
"""
# One statement, so that fifty guesses at once are counted one by one: the row is locked and looked at again.
TRY = """
UPDATE accounts_challenge SET tries = tries + 1, used_at = CASE WHEN code_hash = %(hash)s THEN %(now)s END
WHERE id = (SELECT id FROM accounts_challenge WHERE phone_blind = %(phone)s ORDER BY created_at DESC, id LIMIT 1)
  AND tries < %(tries)s AND used_at IS NULL AND expires_at > %(now)s
RETURNING used_at IS NOT NULL, tries
"""


class TooManyCodes(Refused):
    """The limit per number or per network address."""

    message = _("验证码发送得太频繁了，请过十分钟再试。")


class CodeWrong(Refused):
    """A code that does not fit, with tries left."""

    message = _("验证码不对，请核对短信里的 6 位数字。")


class CodeExpired(Refused):
    """No code is valid any more: none sent, too old, used, or tried too often."""

    message = _("验证码已经失效，请重新获取一个。您填写的内容还在。")


@dataclass(frozen=True)
class CodeSent:
    """What the page may say: in sample mode, where nothing is sent, ``shown_code`` is the code."""

    phone_masked: str
    shown_code: str


def send_code(*, phone: str, ip: str, now: datetime) -> CodeSent:
    """Send a code, whether the number has an account or not. Raises ``PhoneWrong``, ``TooManyCodes``.

    Effects: a job that sends the message; its arguments hold the id of the challenge only.
    """
    number = mobile(phone)
    phone_blind, address_blind = vault.blind("phone", number), vault.blind("address", ip)
    refuse_too_many(phone_blind=phone_blind, address_blind=address_blind, now=now)
    code, challenge = new_code(), new_id()
    row = {
        "id": challenge,
        "phone_blind": phone_blind,
        "address_blind": address_blind,
        "code_hash": hash_code(number, code),
        "sealed": vault.encrypt(json.dumps([number, code]), bound_to=f"accounts_challenge.sealed.{challenge}"),
        "created_at": now,
        "expires_at": now + CODE_LIFETIME,
    }
    send = jobs.defer("accounts.send_code_message", {"challenge": challenge}, run_at=now, priority=10)
    write(Rows(Challenge, [row]), send)
    return CodeSent(vault.mask("phone", number), code if settings.XINYI_MODE == "sample" else "")


def refuse_too_many(*, phone_blind: bytes, address_blind: bytes, now: datetime) -> None:
    """Raises ``TooManyCodes``. Requests for one number wait for each other, so that the limit is exact."""
    key = int.from_bytes(phone_blind[8:16], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])
        cursor.execute(COUNT, {"phone": phone_blind, "address": address_blind, "since": now - CODE_WINDOW})
        for_phone, from_address = cursor.fetchone()
    if for_phone >= CODES_PER_PHONE or from_address >= CODES_PER_ADDRESS:
        raise TooManyCodes(field="phone")


def sign_in_with_code(*, asking: Asking, phone: str, code: str, now: datetime, agent: str = "") -> SignedIn:
    """Sign a resident in; the first time makes person and account.

    Raises ``PhoneWrong``, ``CodeWrong``, ``CodeExpired``.
    A wrong try is counted although the sign-in is refused: the caller must let its transaction commit.
    """
    number = mobile(phone)
    use_code(number=number, code=code, now=now)
    with transaction.atomic():
        known = known_person(number)
        person = known or new_id()
        account = Account.objects.filter(person_id=person, kind="resident").values_list("id", flat=True).first()
        made = [] if known else [Rows(Person, [{"id": person, "created_at": now}])]
        made += [] if known else [vault.seal(person=person, field="phone", value=number)]
        made += [] if account else [Rows(Account, [{"person_id": person, "kind": "resident", "created_at": now}])]
        opening = Opening(person, account, "resident", agent, how="code")
        return open_session(asking=asking, opening=opening, now=now, before=made)


def use_code(*, number: str, code: str, now: datetime) -> None:
    """Count a try of the newest code and use it up when it fits. Raises ``CodeWrong``, ``CodeExpired``."""
    hashed = hash_code(number, vault.normal("code", code))
    phone = vault.blind("phone", number)
    with connection.cursor() as cursor:
        cursor.execute(TRY, {"hash": hashed, "phone": phone, "tries": CODE_TRIES, "now": now})
        found = cursor.fetchone()
    if found is None:
        raise CodeExpired(field="code")
    fits, tries = found
    if not fits and tries >= CODE_TRIES:
        raise CodeExpired(_("验证码输错次数太多，已经失效，请重新获取一个。您填写的内容还在。"), field="code")
    if not fits:
        left = CODE_TRIES - tries
        raise CodeWrong(_("验证码不对，请核对短信里的 6 位数字，还可以试 %(left)s 次。") % {"left": left}, field="code")


def hash_code(number: str, code: str) -> bytes:
    """A keyed hash: the codes of a stolen table cannot be found by trying a million."""
    return vault.blind("code", f"{number}:{code}")
