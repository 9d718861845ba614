"""Staff sign in by number, password and one-time password, and are locked out after too many failures."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, make_password
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from xinyi.kernel.accounts.actions.sessions import Opening, SignedIn, first_post, open_session
from xinyi.kernel.accounts.machine import (
    FAILURES_ALLOWED,
    LOCKED_FOR,
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    matching_step,
    new_secret,
    new_token,
    secret_uri,
)
from xinyi.kernel.accounts.models import Account, Attempt
from xinyi.kernel.audit import api as audit
from xinyi.kernel.base.api import Refused, Rows, write
from xinyi.kernel.scope.api import Asking
from xinyi.kernel.vault import api as vault

# The try is claimed before the password is looked at, so that guesses sent at once are counted one by one. A number
# that does not exist is counted and locked like any other. The count starts again after a lock or a quiet quarter hour.
CLAIM = """
INSERT INTO accounts_attempt AS t (key, failed, since, locked_until) VALUES (%(key)s, 1, %(now)s, NULL)
ON CONFLICT (key) DO UPDATE SET
  failed = CASE WHEN t.locked_until IS NOT NULL OR t.since <= %(forgotten)s THEN 1 ELSE t.failed + 1 END,
  since = CASE WHEN t.locked_until IS NOT NULL OR t.since <= %(forgotten)s THEN %(now)s ELSE t.since END,
  locked_until = CASE WHEN t.locked_until IS NULL AND t.since > %(forgotten)s AND t.failed + 1 >= %(allowed)s
    THEN %(until)s END
WHERE t.locked_until IS NULL OR t.locked_until <= %(now)s
RETURNING locked_until IS NOT NULL
"""


class OneCoreArgon2(Argon2PasswordHasher):
    """Argon2id as OWASP advises, 19 MiB and one thread: ten sign-ins at once do not stop the pages."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1


HASHER = OneCoreArgon2()


class SignInFailed(Refused):
    """Number, password or one-time password; which one is not said."""

    message = _("工号、密码或动态码不正确，请重新输入。连续输错 5 次会锁定 15 分钟。")


class LockedOut(Refused):
    """Too many failures."""

    message = _("连续输错 5 次，为了安全已锁定 15 分钟。请稍后再试，或联系管理员。")


class PasswordWeak(Refused):
    """A password that is too short or too long."""

    message = _("密码至少 10 位，最多 200 位。用几个词连起来，既好记又安全。")


@dataclass(frozen=True)
class StaffAccount:
    """A new staff account: the secret and its QR text are shown once and never again."""

    account_id: int
    secret: str
    uri: str


def sign_in_staff(*, asking: Asking, number: str, password: str, code: str, now: datetime, agent: str = "") -> SignedIn:
    """Sign staff in and put them on their post when they have exactly one. Raises ``SignInFailed``, ``LockedOut``.

    A failure is counted although the sign-in is refused: the caller must let its transaction commit.
    Effects: an audit row for a sign-in and for a lock.
    """
    key = vault.blind("staff_number", number)
    is_last = claim_try(key=key, now=now)
    account = Account.objects.filter(staff_number=vault.normal("staff_number", number), closed_at=None).first()
    if not is_right_password(account, password) or account is None or not use_step(account, code, now=now):
        if not is_last:
            raise SignInFailed
        write(lock_noted(asking=asking, account=account, now=now))
        raise LockedOut
    with transaction.atomic():
        Attempt.objects.filter(key=key).delete()
        post = first_post(person=account.person_id, wanted=None, now=now)
        opening = Opening(account.person_id, account.pk, "console", agent, post, how="password")
        return open_session(asking=asking, opening=opening, now=now)


def claim_try(*, key: bytes, now: datetime) -> bool:
    """Count a try as failed until it succeeds; returns whether it is the last. Raises ``LockedOut``."""
    parameters: dict[str, Any] = {"key": key, "now": now, "allowed": FAILURES_ALLOWED}
    parameters |= {"forgotten": now - LOCKED_FOR, "until": now + LOCKED_FOR}
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, parameters)
        found = cursor.fetchone()
    if found is None:
        raise LockedOut
    return bool(found[0])


def lock_noted(*, asking: Asking, account: Account | None, now: datetime) -> Rows:
    """The audit row of a lock; without an account it names nobody."""
    person = account.person_id if account else None
    return audit.record(
        actor=asking.actor, action="accounts.lock", object_kind="person", object_id=person or "", subject=person, at=now
    )


def is_right_password(account: Account | None, password: str) -> bool:
    """An unknown number costs the same time as a wrong password."""
    stored = account.password if account and account.password else nobodys_password()
    return check_password(password[:LONGEST_PASSWORD], stored, preferred="argon2") and account is not None


@cache
def nobodys_password() -> str:
    """A hash that nothing fits."""
    return hash_password(new_token())


def use_step(account: Account, code: str, *, now: datetime) -> bool:
    """Whether the one-time password fits; each is accepted once, also when sent twice at the same moment."""
    if account.totp_sealed is None:
        return False
    secret = vault.decrypt(bytes(account.totp_sealed), bound_to=secret_place(account.person_id))
    step = matching_step(secret, code, at=now)
    return step is not None and bool(Account.objects.filter(id=account.pk, totp_step__lt=step).update(totp_step=step))


def add_staff_account(*, asking: Asking, person: UUID, number: str, password: str, now: datetime) -> StaffAccount:
    """Give a person a staff account; the one-time secret is returned here only. Raises ``PasswordWeak``.

    Effects: an audit row.
    """
    secret = new_secret()
    stored = hash_password(checked_password(password))
    row = staff_row(person=person, number=number, password_hash=stored, secret=secret, now=now)
    noted = audit.record(
        actor=asking.actor, action="accounts.add_staff", object_kind="person", object_id=person, subject=person, at=now
    )
    write(Rows(Account, [row]), noted)
    account = Account.objects.get(person_id=person, kind="staff")
    return StaffAccount(account.pk, secret, secret_uri(secret, number=number, issuer="信义"))  # not shown


def change_password(*, asking: Asking, account_id: int, old: str, new: str, now: datetime) -> None:
    """Change one's own password. Raises ``SignInFailed`` for a wrong old one, ``PasswordWeak``.

    Effects: an audit row.
    """
    account = Account.objects.filter(id=account_id).first()
    if account is None or account.person_id != asking.actor.person or not is_right_password(account, old):
        raise SignInFailed(_("原密码不正确。"), field="old")
    Account.objects.filter(id=account.pk).update(password=hash_password(checked_password(new)))
    write(
        audit.record(
            actor=asking.actor, action="accounts.change_password", object_kind="account", object_id=account.pk, at=now
        )
    )


def close_staff_account(*, asking: Asking, person: UUID, now: datetime) -> None:
    """Whoever leaves cannot sign in any more, and open sessions end with the next request. Effects: an audit row."""
    if Account.objects.filter(person_id=person, kind="staff", closed_at=None).update(closed_at=now):
        write(
            audit.record(
                actor=asking.actor,
                action="accounts.close_staff",
                object_kind="person",
                object_id=person,
                subject=person,
                at=now,
            )
        )


def staff_row(*, person: UUID, number: str, password_hash: str, secret: str, now: datetime) -> dict[str, object]:
    """The columns of a staff account."""
    return {
        "person_id": person,
        "kind": "staff",
        "staff_number": vault.normal("staff_number", number),
        "password": password_hash,
        "totp_sealed": vault.encrypt(secret, bound_to=secret_place(person)),
        "created_at": now,
    }


def checked_password(password: str) -> str:
    """Raises ``PasswordWeak``."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise PasswordWeak(field="password")
    return password


def hash_password(password: str) -> str:
    """Slow on purpose: about 30 ms."""
    return make_password(password, hasher=HASHER)


def secret_place(person: UUID) -> str:
    """What the sealed one-time secret is bound to."""
    return f"accounts_account.totp.{person}"
