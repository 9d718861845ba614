"""Seats and who sits on them: names for holders, who is on duty, which post answers for a place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.db import connection

from xinyi.kernel.accounts.machine import today
from xinyi.kernel.accounts.queries.steady import remembered
from xinyi.kernel.places.api import PlaceRef, district
from xinyi.kernel.scope.api import Asking

COLUMNS = """
  p.id, p.role, p.title, coalesce(ap.public_name, ''), ap.person_id, p.organisation_id, coalesce(o.name, ''),
  coalesce(p.place_id, o.place_id), CASE WHEN p.organisation_id IS NULL THEN pl.level ELSE 'organisation' END,
  coalesce(nullif(p.duty_phone, ''), o.phone, '')"""
# A post with whoever sits on it that day (without a day: until further notice): the latest appointment, or nobody.
POSTS = """
  accounts_post p
  LEFT JOIN accounts_organisation o ON o.id = p.organisation_id
  LEFT JOIN places_place pl ON pl.id = coalesce(p.place_id, o.place_id)
  LEFT JOIN LATERAL (
    SELECT a.public_name, a.person_id FROM accounts_appointment a
    WHERE a.post_id = p.id AND (%(today)s::date IS NULL AND a.ends_on IS NULL
      OR a.starts_on <= %(today)s AND (a.ends_on IS NULL OR a.ends_on > %(today)s))
    ORDER BY a.starts_on DESC, a.id DESC LIMIT 1) ap ON true"""
OPEN = """
  p.opened_on <= %(today)s AND (p.closed_on IS NULL OR p.closed_on > %(today)s)
  AND (o.ended_on IS NULL OR o.ended_on > %(today)s)"""
CHAIN = "unnest(%(chain)s::bigint[]) WITH ORDINALITY AS c(place_id, distance)"

HOLDERS = f"""
SELECT {COLUMNS} FROM {POSTS} WHERE p.id = ANY(%(ids)s)
UNION ALL
SELECT NULL, '', o.name, '', NULL, o.id, o.name, o.place_id, 'organisation', o.phone
FROM accounts_organisation o WHERE o.id = ANY(%(ids)s)
"""
ON_DUTY = f"""
SELECT {COLUMNS} FROM (
  SELECT DISTINCT ON (post_id) post_id, distance, turn, rank FROM (
    SELECT d.post_id, c.distance, 0 AS turn, d.rank FROM {CHAIN} JOIN accounts_duty d ON d.place_id = c.place_id
    WHERE d.starts_at <= %(at)s AND d.ends_at > %(at)s
    UNION ALL
    SELECT p.id, c.distance, 1, 0 FROM {CHAIN} JOIN accounts_post p ON p.place_id = c.place_id
    UNION ALL
    SELECT p.id, c.distance, 1, 1 FROM {CHAIN} JOIN accounts_organisation o ON o.place_id = c.place_id
    JOIN accounts_post p ON p.organisation_id = o.id
  ) every ORDER BY post_id, distance, turn, rank
) first JOIN {POSTS} ON true
WHERE p.id = first.post_id AND p.role = ANY(%(roles)s) AND ap.person_id IS NOT NULL AND {OPEN}
ORDER BY first.distance, first.turn, first.rank, array_position(%(roles)s, p.role), p.title, p.id
"""
POST_FOR = f"""
SELECT {COLUMNS} FROM {CHAIN} JOIN accounts_post q ON q.place_id = c.place_id AND q.role = %(role)s
JOIN {POSTS} ON true WHERE p.id = q.id AND {OPEN}
ORDER BY ap.person_id IS NULL, c.distance, p.title, p.id LIMIT 1
"""
OF_PERSON = f"""
SELECT {COLUMNS} FROM {POSTS} WHERE {OPEN} AND ap.person_id = %(person)s AND p.id IN (
  SELECT post_id FROM accounts_appointment WHERE person_id = %(person)s)
ORDER BY p.title, p.id
"""


@dataclass(frozen=True)
class Seat:
    """A post with who sits on it today, or an organisation as a holder (then ``post_id`` is None)."""

    post_id: UUID | None
    role: str
    title: str
    public_name: str
    person_id: UUID | None
    organisation_id: UUID | None
    organisation_name: str
    place_id: int | None
    level: str
    duty_phone: str

    @property
    def holder_id(self) -> UUID:
        """Who holds what this seat is given: the organisation, or the post itself."""
        holder = self.organisation_id or self.post_id
        assert holder is not None
        return holder

    @property
    def holder_kind(self) -> Literal["organisation", "post"]:
        """What ``holder_id`` is the id of."""
        return "organisation" if self.organisation_id else "post"

    @property
    def holder_name(self) -> str:
        """The holder's name: of the organisation, or the post's title."""
        return self.organisation_name or self.title


@dataclass(frozen=True)
class OrganisationRef:
    """A department, company or patrol team."""

    id: UUID
    name: str
    kind: str
    place_id: int | None
    phone: str


def seats(asking: Asking, holder_ids: Iterable[UUID], *, at: datetime | None = None) -> dict[UUID, Seat]:
    """Holder to seat, closed posts and ended organisations included; ids of persons are left out.

    Names whoever sat there ``at`` that instant, without it whoever sits there until further notice.
    """
    wanted = list(set(holder_ids))
    if not wanted:
        return {}
    found = read(HOLDERS, ids=wanted, today=today(at) if at else None)
    return {seat.post_id or seat.holder_id: seat for seat in found}


def on_duty(asking: Asking, place: PlaceRef, *, roles: str | Sequence[str], at: datetime) -> list[Seat]:
    """Who answers for a place, first to last: from the place up the chain to the district, at each step the roster by
    rank, then the posts of these roles at that place and in its organisations. Vacant posts are left out.
    """
    named = [roles] if isinstance(roles, str) else list(roles)
    return read(ON_DUTY, chain=chain_of(asking, place), roles=named, at=at, today=today(at))


def post_for(asking: Asking, place: PlaceRef, *, role: str, at: datetime) -> Seat | None:
    """The post of this role nearest to the place, up the chain; a vacant one only where nobody sits on any."""
    return next(iter(read(POST_FOR, chain=chain_of(asking, place), role=role, today=today(at))), None)


def seat_of(asking: Asking, *, at: datetime | None = None) -> Seat | None:
    """The seat that is asking, None for residents and background work."""
    if asking.actor.post is None:
        return None
    return seats(asking, [asking.actor.post], at=at).get(asking.actor.post)


def posts_of(*, person: UUID, at: datetime) -> list[Seat]:
    """The seats a person may work as that day, for the choice after signing in."""
    return read(OF_PERSON, person=person, today=today(at))


def organisations(
    asking: Asking, *, kind: str | None = None, place: PlaceRef | None = None, at: datetime | None = None
) -> list[OrganisationRef]:
    """Organisations by name, without those that ended; with ``place`` those that work for it: of the place, of a place
    above it, or of no place.
    """
    conditions = ["(ended_on IS NULL OR ended_on > %(today)s)"]
    conditions += ["kind = %(kind)s"] if kind else []
    conditions += ["(place_id IS NULL OR place_id = ANY(%(chain)s))"] if place else []
    sql = f"SELECT id, name, kind, place_id, phone FROM accounts_organisation WHERE {' AND '.join(conditions)}"
    chain = chain_of(asking, place) if place else None
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} ORDER BY name, id", {"today": today(at) if at else None, "kind": kind, "chain": chain})
        return [OrganisationRef(*row) for row in cursor.fetchall()]


def chain_of(asking: Asking, place: PlaceRef) -> list[int]:
    """Ids from the place up to the district, without repeats."""
    up = [place.id, place.compound_id, place.grid_id, place.community_id, place.street_id, district(asking=asking).id]
    return list(dict.fromkeys(one for one in up if one is not None))


def read(sql: str, **parameters: Any) -> list[Seat]:
    """The seats a statement finds, in its order."""
    return remembered(sql, parameters, load=lambda: found_by(sql, parameters))


def found_by(sql: str, parameters: Mapping[str, Any]) -> list[Seat]:
    """The statement's rows as seats."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [Seat(*row) for row in cursor.fetchall()]
