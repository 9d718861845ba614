"""Sessions: opened by a sign-in, given a post, listed, ended."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from xinyi.kernel.accounts.machine import LIFETIMES, Terminal, brief_agent, hash_token, new_token
from xinyi.kernel.accounts.models import Account, Session
from xinyi.kernel.accounts.queries import SessionRow, posts_of
from xinyi.kernel.audit import api as audit
from xinyi.kernel.base.api import Refused, Rows, new_id, write
from xinyi.kernel.scope.api import Actor, Asking


class NotYourPost(Refused):
    """A post the person is not appointed to today."""

    message = _("您目前没有在这个岗位任职，请选择列表里的岗位。")


class OnlyInSamples(Refused):
    """One-click sign-in outside of a sample installation."""

    message = _("一键登录只在示例系统中可用。")


class NoAccount(Refused):
    """A sample person nobody gave an account."""

    message = _("这个示例人员没有账户。")


@dataclass(frozen=True)
class SignedIn:
    """A new session: the token goes into the browser's cookie, ``asking`` is who asks from now on.

    A page that goes on writing in the same request (a report with its sign-in) does so in ``with scope(asking)``.
    """

    token: str
    session_id: UUID
    person_id: UUID
    asking: Asking


@dataclass(frozen=True)
class Opening:
    """What a session is opened for."""

    person_id: UUID
    account_id: int | None
    terminal: Terminal
    agent: str
    post_id: UUID | None = None
    how: str = ""


def open_session(*, asking: Asking, opening: Opening, now: datetime, before: Sequence[Rows] = ()) -> SignedIn:
    """Write the session with its audit row, and the rows in ``before`` (a new person, a new account).

    Without ``account_id`` the account is found by person and kind, after ``before`` was written.
    """
    if before:
        write(*before)
    token, session_id = new_token(), new_id()
    actor = replace(asking.actor, person=opening.person_id, post=opening.post_id)
    row = {"id": session_id, "token_hash": hash_token(token), "terminal": opening.terminal, "post_id": opening.post_id}
    row |= {"account_id": opening.account_id or account_of(opening), "agent": brief_agent(opening.agent)}
    row |= {"created_at": now, "seen_at": now, "expires_at": now + LIFETIMES[opening.terminal].absolute}
    noted = audit.record(
        actor=actor, action="accounts.sign_in", object_kind="session", object_id=session_id, why=opening.how, at=now
    )
    write(Rows(Session, [row]), noted)
    me = opening.person_id if opening.terminal == "resident" else None
    return SignedIn(token, session_id, opening.person_id, replace(asking, actor=actor, me=me))


def account_of(opening: Opening) -> int:
    """The account of this person for this terminal. Raises ``NoAccount``."""
    kind = "resident" if opening.terminal == "resident" else "staff"
    found = Account.objects.filter(person_id=opening.person_id, kind=kind, closed_at=None).values_list("id", flat=True)
    if not found:
        raise NoAccount
    return int(found[0])


def sample_sign_in(
    *, asking: Asking, person: UUID, terminal: Terminal, now: datetime, post_id: UUID | None = None, agent: str = ""
) -> SignedIn:
    """Sign a sample person in without a code or password. Raises ``OnlyInSamples``, ``NoAccount``, ``NotYourPost``."""
    if settings.XINYI_MODE != "sample" or not getattr(settings, "ONE_CLICK_SIGN_IN", True):
        raise OnlyInSamples
    post = first_post(person=person, wanted=post_id, now=now) if terminal == "console" else None
    opening = Opening(person, None, terminal, agent, post, how="sample")
    return open_session(asking=asking, opening=opening, now=now)


def first_post(*, person: UUID, wanted: UUID | None, now: datetime) -> UUID | None:
    """The wanted post, or the only one a person has; None when they have to choose. Raises ``NotYourPost``."""
    mine = [seat.post_id for seat in posts_of(person=person, at=now)]
    if wanted is not None and wanted not in mine:
        raise NotYourPost
    return wanted or (mine[0] if len(mine) == 1 else None)


def choose_post(*, asking: Asking, session_row: SessionRow, post_id: UUID, now: datetime) -> None:
    """Work as this post from the next request on. Raises ``NotYourPost``. Effects: an audit row."""
    chosen = first_post(person=session_row.person_id, wanted=post_id, now=now)
    Session.objects.filter(id=session_row.id).update(post_id=chosen)
    actor = replace(asking.actor, person=session_row.person_id, post=chosen)
    write(noted(actor=actor, action="accounts.choose_post", session_id=session_row.id, now=now))


def sign_out(*, asking: Asking, session_row: SessionRow, now: datetime) -> None:
    """End the session of this browser; twice changes nothing. Effects: an audit row."""
    end_session(asking=asking, session_row=session_row, session_id=session_row.id, now=now)


def end_session(*, asking: Asking, session_row: SessionRow, session_id: UUID, now: datetime) -> None:
    """End one of one's own sessions; unknown or ended ones change nothing. Effects: an audit row."""
    mine = Session.objects.filter(id=session_id, account_id=session_row.account_id, ended_at=None)
    if mine.update(ended_at=now):
        write(noted(actor=asking.actor, action="accounts.sign_out", session_id=session_id, now=now))


def end_other_sessions(*, asking: Asking, session_row: SessionRow, now: datetime) -> int:
    """End every session of this account but the one that asks; returns how many. Effects: an audit row."""
    others = Session.objects.filter(account_id=session_row.account_id, ended_at=None).exclude(id=session_row.id)
    count = others.update(ended_at=now)
    if count:
        write(noted(actor=asking.actor, action="accounts.sign_out_elsewhere", session_id=session_row.id, now=now))
    return count


def noted(*, actor: Actor, action: str, session_id: UUID, now: datetime) -> Rows:
    """The audit row of what happened to a session."""
    return audit.record(actor=actor, action=action, object_kind="session", object_id=session_id, at=now)
