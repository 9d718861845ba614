"""What a person may read about themselves: sessions, homes, consents."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from xinyi.kernel.accounts.machine import LIFETIMES
from xinyi.kernel.accounts.models import Consent, Residence, Session
from xinyi.kernel.accounts.queries.identity import SessionRow
from xinyi.kernel.scope.api import Asking


@dataclass(frozen=True)
class OpenSession:
    """A signed-in browser in a person's list; ``is_this_one`` for the browser that asks."""

    id: UUID
    agent: str
    created_at: datetime
    seen_at: datetime
    is_this_one: bool


@dataclass(frozen=True)
class Home:
    """A dwelling (or building, or compound) a person named as theirs."""

    id: int
    place_id: int
    kind: str
    verified_by: str
    starts_on: date


@dataclass(frozen=True)
class GivenConsent:
    """A consent that stands."""

    purpose: str
    version: str
    given_at: datetime


def sessions_of(*, session_row: SessionRow, now: datetime) -> list[OpenSession]:
    """The open sessions of this account, most recently used first."""
    idle_since = now - LIFETIMES[session_row.terminal].idle
    rows = Session.objects.filter(
        account_id=session_row.account_id, ended_at=None, expires_at__gt=now, seen_at__gt=idle_since
    ).order_by("-seen_at", "id")
    return [OpenSession(r.id, r.agent, r.created_at, r.seen_at, r.id == session_row.id) for r in rows]


def homes_of(*, asking: Asking, person: UUID) -> list[Home]:
    """Where a person lives now, newest first; empty unless the asker may see it."""
    rows = Residence.objects.filter(person_id=person, ends_on=None).order_by("-starts_on", "-id")
    return [Home(r.id, r.place_id, r.kind, r.verified_by, r.starts_on) for r in rows]


def consents_of(*, asking: Asking, person: UUID) -> list[GivenConsent]:
    """The consents that stand, newest first; only for the person and background work."""
    rows = Consent.objects.filter(person_id=person, withdrawn_at=None).order_by("-given_at", "-id")
    return [GivenConsent(r.purpose, r.version, r.given_at) for r in rows]


def has_consented(*, asking: Asking, person: UUID, purpose: str, version: str | None = None) -> bool:
    """Whether a consent for this purpose (and version) stands."""
    found = consents_of(asking=asking, person=person)
    return any(one.purpose == purpose and version in {None, one.version} for one in found)
