"""The one statement that tells who is asking and tells it to the database."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from xinyi.kernel.accounts.machine import LIFETIMES, SEEN_EVERY, Terminal, hash_token, today
from xinyi.kernel.base.api import Refused
from xinyi.kernel.scope.api import STAMPS, Actor, Asking, settings_sql

# Functions that run as the owner and so pass the row policies: name, and the scope each applies itself.
DEFINER_FUNCTIONS = (
    (
        "accounts_home",
        "The place id of the newest residence of whoever holds a session's token; the identifying statement needs it "
        "before the scope is known, and a token cannot be guessed.",
    ),
)

# Whoever is on a post on a day: `s` is the session, or any relation with person_id and post_id.
ON_POST = """
    JOIN accounts_post p ON p.id = s.post_id
      AND p.opened_on <= %(today)s AND (p.closed_on IS NULL OR p.closed_on > %(today)s)
    JOIN accounts_appointment ap ON ap.post_id = p.id AND ap.person_id = s.person_id
      AND ap.starts_on <= %(today)s AND (ap.ends_on IS NULL OR ap.ends_on > %(today)s)
    LEFT JOIN accounts_organisation o ON o.id = p.organisation_id"""
STILL_THERE = "(o.ended_on IS NULL OR o.ended_on > %(today)s)"

SETTINGS = settings_sql(
    lo="CASE WHEN seat.place_id IS NOT NULL THEN pl.pos END",
    hi="CASE WHEN seat.place_id IS NOT NULL THEN pl.pos_end END",
    grid="CASE WHEN seat.place_id IS NOT NULL AND pl.level = 'grid' THEN pl.id END",
    me="CASE WHEN s.kind = 'staff' THEN coalesce(seat.organisation_id, seat.id) ELSE s.person_id END",
    person="s.person_id",
    auditor="CASE WHEN seat.role = 'auditor' THEN 'on' END",
)
CHOSEN = "(SELECT id FROM places_place WHERE id = %(chosen)s AND valid_to IS NULL)"
PLACES: Mapping[Terminal, str] = {
    "console": "seat.near",
    "resident": f"coalesce({CHOSEN}, accounts_home(%(token)s, %(today)s))",
}


@cache
def statement(terminal: Terminal, *, hold_post: bool) -> str:
    """The identifying statement for one of the two cookies."""
    lock = "FOR SHARE OF p, ap" if hold_post else ""
    return f"""
WITH s AS (
  SELECT s.id, s.account_id, s.post_id, s.created_at, s.seen_at, s.expires_at, a.person_id, a.kind
  FROM accounts_session s JOIN accounts_account a ON a.id = s.account_id AND a.closed_at IS NULL
  WHERE s.token_hash = %(token)s AND s.terminal = %(terminal)s AND s.ended_at IS NULL
    AND s.expires_at > %(now)s AND s.seen_at > %(idle_since)s
), seen AS (
  UPDATE accounts_session SET seen_at = %(now)s WHERE id = (
    SELECT id FROM accounts_session WHERE id = (SELECT id FROM s) AND seen_at < %(unseen_since)s
    FOR NO KEY UPDATE SKIP LOCKED) RETURNING 1
), seat AS (
  SELECT p.id, p.role, p.title, p.place_id, p.organisation_id, ap.public_name, o.name AS organisation_name,
    coalesce(p.place_id, o.place_id) AS near
  FROM s {ON_POST} WHERE {STILL_THERE} ORDER BY ap.starts_on DESC LIMIT 1 {lock}
)
SELECT {STAMPS} AS stamps, s.id AS session_id, s.account_id, s.person_id, s.kind, s.post_id AS chosen_post_id,
  s.created_at, s.seen_at, s.expires_at, seat.id AS post_id, seat.role, seat.title, seat.public_name,
  seat.organisation_id, seat.organisation_name, seat.place_id AS own_place_id, pl.id AS place_id, pl.level,
  pl.name AS place_name, pl.pos, pl.pos_end, pl.street_id, pl.community_id, {SETTINGS}
FROM (SELECT 1) one LEFT JOIN s ON true LEFT JOIN seat ON true LEFT JOIN places_place pl ON pl.id = {PLACES[terminal]}
"""


class PostEnded(Refused):
    """The appointment ended or the post was closed after the page was opened."""

    message = _("您在这个岗位上的任职已经结束，这次操作没有生效。请换一个岗位，或联系管理员。")


class NoPost(Refused):
    """Signed in, but acting as nobody yet."""

    message = _("请先选择您现在要以哪个岗位工作。")


@dataclass(frozen=True)
class SessionRow:
    """The signed-in browser of this request; ``post_ended`` when the post it works as is no longer theirs."""

    id: UUID
    account_id: int
    person_id: UUID
    terminal: Terminal
    chosen_post_id: UUID | None
    post_ended: bool
    created_at: datetime
    seen_at: datetime
    expires_at: datetime


def identify(
    *, token: str | None, terminal: Terminal, now: datetime, chosen_place: int | None = None, hold_post: bool = False
) -> tuple[Asking, SessionRow | None]:
    """Who holds this token, told to the database for the rest of the transaction; one statement, nobody included.

    ``hold_post`` keeps the post and the appointment from ending until the transaction is over, so that an action
    either comes before the end of a post or is refused.
    """
    parameters = {
        "token": hash_token(token) if token else None,
        "terminal": terminal,
        "now": now,
        "today": today(now),
        "idle_since": now - LIFETIMES[terminal].idle,
        "unseen_since": now - SEEN_EVERY,
        "chosen": chosen_place,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement(terminal, hold_post=hold_post), parameters)
        names = [column.name for column in cursor.description or ()]
        row = dict(zip(names, cursor.fetchone() or (), strict=True))
    return asking_of(row), session_of(row, terminal)


def asking_of(row: Mapping[str, Any]) -> Asking:
    """Who is asking, from the identifying row."""
    stamps = row["stamps"] if isinstance(row["stamps"], dict) else json.loads(row["stamps"])
    sees_place = row["own_place_id"] is not None
    is_staff = row["kind"] == "staff"
    return Asking(
        actor=Actor(person=row["person_id"], post=row["post_id"], name=row["public_name"] or ""),
        me=(row["organisation_id"] or row["post_id"]) if is_staff else row["person_id"],
        lo=row["pos"] if sees_place else None,
        hi=row["pos_end"] if sees_place else None,
        grid=row["place_id"] if sees_place and row["level"] == "grid" else None,
        place_id=row["place_id"],
        level="organisation" if row["organisation_id"] else row["level"] or "",
        street_id=row["street_id"],
        community_id=row["community_id"],
        role=row["role"] or "",
        organisation_id=row["organisation_id"],
        title=row["title"] or "",
        place_name=row["organisation_name"] or row["place_name"] or "",
        auditor=row["role"] == "auditor",
        stamps=stamps,
    )


def session_of(row: Mapping[str, Any], terminal: Terminal) -> SessionRow | None:
    """The session, from the identifying row; None for nobody."""
    if row["session_id"] is None:
        return None
    return SessionRow(
        id=row["session_id"],
        account_id=row["account_id"],
        person_id=row["person_id"],
        terminal=terminal,
        chosen_post_id=row["chosen_post_id"],
        post_ended=row["chosen_post_id"] is not None and row["post_id"] is None,
        created_at=row["created_at"],
        seen_at=row["seen_at"],
        expires_at=row["expires_at"],
    )


def require_post(session_row: SessionRow | None) -> None:
    """Raises ``PostEnded`` for a post that is over, ``NoPost`` when none is chosen; every console page asks this."""
    if session_row is not None and session_row.post_ended:
        raise PostEnded
    if session_row is None or session_row.chosen_post_id is None:
        raise NoPost
