"""A case is reported, by the person themselves or by staff for somebody."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from xinyi.centre.cases.models import Case, Kind
from xinyi.centre.cases.queries.kinds import kind_label, kind_named, kinds, limits
from xinyi.centre.cases.queries.routing import Route, route
from xinyi.centre.hints.api import Suggestion, is_happening_now, suggest, title_of
from xinyi.kernel.base.api import Refused, Rows, new_id
from xinyi.kernel.facts.api import fact
from xinyi.kernel.files.api import PreparedFile, attach
from xinyi.kernel.files.api import rows as file_rows
from xinyi.kernel.places.api import PlaceRef, full_name, place_by_id
from xinyi.kernel.policy.api import value
from xinyi.kernel.scope.api import Asking
from xinyi.kernel.work.api import AlreadySent, Draft, Fresh, PartyDraft, columns_of, open_item, set_number

LONGEST_TEXT = 10_000
KIND = "cases.case"
PROMISES = ("first_response", "admit", "answer")
SURE_ENOUGH = 0.6


class TextEmpty(Refused):
    """Nothing that could be read as words."""

    message = _("请用几个字说明是什么问题，比如“12 栋门口的路灯不亮”。")


class TextTooLong(Refused):
    """Longer than the limit."""

    message = _("最多写 10000 个字，请删减一些，或者分两次上报。")


@dataclass(frozen=True)
class Report:
    """What was reported. ``kind`` is set when a person chose it; no ``reporter_id`` for what staff found themselves.

    ``about`` is "community" for a complaint about the community or its staff, ``about_id`` the organisation concerned.
    """

    text: str
    place: PlaceRef
    channel: str
    reporter_id: UUID | None = None
    kind: str = ""
    spot: str = ""
    lon: float | None = None
    lat: float | None = None
    anonymous: bool = False
    about: str = ""
    about_id: UUID | None = None
    photos: Sequence[PreparedFile] = ()
    kept_photos: Sequence[UUID] = ()
    session_key: str = ""
    likes: int = 0


@dataclass(frozen=True)
class Sorted:
    """What the words and the list of kinds say about a report, and who said so."""

    kind: Kind | None
    source: str
    suggestion: Suggestion | None
    urgency: str


def report(*, asking: Asking, report: Report, idem: UUID, now: datetime) -> UUID:
    """Open the case at the post the rules name and give it its number; returns the item's id, also for a repeated form.

    Raises ``TextEmpty``, ``TextTooLong``, ``KindUnknown``, ``NobodyOnDuty``.
    Effects: work item with leg, promises, timeline, audit, fact, outbox; the duty desk rings for what happens now.
    """
    cleaned = replace(report, text=checked_text(report.text))
    found = sort_out(asking=asking, report=cleaned, now=now)
    way = route(asking=asking, place=report.place, kind=found.kind, urgency=found.urgency, at=now, above=report.about)
    found = confirmed(found, way)
    draft = draft_of(asking, cleaned, found=found, way=way, now=now)
    fresh = Fresh(new_id(), columns_of(draft))
    try:
        open_item(
            asking=asking, draft=draft, idem=idem, now=now, item_id=fresh.item_id,
            also=beside(cleaned, found=found, way=way, fresh=fresh, now=now),
        )  # fmt: skip
    except AlreadySent as sent:
        return sent.item_id
    set_number(item_id=fresh.item_id, prefix="SQ", at=now)
    return fresh.item_id


def checked_text(text: str) -> str:
    """The text without control characters. Raises ``TextEmpty`` for nothing but signs and emoji, ``TextTooLong``."""
    cleaned = "".join(c for c in text.replace("\r\n", "\n") if c in "\n\t" or unicodedata.category(c) != "Cc").strip()
    if not any(unicodedata.category(c)[0] in "LN" for c in cleaned):
        raise TextEmpty(field="text")
    if len(cleaned) > LONGEST_TEXT:
        raise TextTooLong(field="text")
    return cleaned


def sort_out(*, asking: Asking, report: Report, now: datetime) -> Sorted:
    """The kind, by the person who chose it or as the words hint, and the urgency that follows."""
    known = kinds(asking=asking)
    hints = suggest(report.text, list(known.values()))
    first = hints[0] if hints else None
    kind = kind_named(asking=asking, code=report.kind) if report.kind else known.get(first.code) if first else None
    source = "person" if report.kind else "words" if kind else ""
    urgency = kind.urgency if kind else "ordinary"
    if kind and kind.is_happening_now and is_happening_now(report.text, now):
        urgency = "happening_now"
    return Sorted(kind, source, first, urgency)


def confirmed(found: Sorted, way: Route) -> Sorted:
    """A rule may confirm what the words hint, when they are clear enough; otherwise a person will."""
    sure = found.suggestion is not None and found.suggestion.score >= SURE_ENOUGH
    return replace(found, source="rule") if found.source == "words" and way.confirms_kind and sure else found


def draft_of(asking: Asking, report: Report, *, found: Sorted, way: Route, now: datetime) -> Draft:
    """The work item of the report."""
    given = limits(asking=asking, urgency=found.urgency, at=now)
    minutes = value(asking=asking, name="cases.ring_minutes", at=now) if way.on_call else 0
    people = [PartyDraft(report.reporter_id, anonymous=report.anonymous)] if report.reporter_id else []
    return Draft(
        kind=KIND,
        title=title_of(report.text),
        channel=report.channel,
        place=seen_from(asking, report),
        place_id=report.place.id,
        place_name=" ".join(filter(None, (full_name(asking=asking, place=report.place), report.spot))),
        holder=way.holder,
        text=report.text,
        category=found.kind.code if found.kind else "",
        category_label=kind_label(found.kind) if found.kind else "",
        urgency=found.urgency,
        parties=people,
        limits={name: given[name] for name in PROMISES if name in given},
        rings=way.on_call,
        ring_minutes=minutes,
        side="staff" if asking.is_staff else "reporter",
    )


def seen_from(asking: Asking, report: Report) -> dict[str, int | None]:
    """The scope columns: a complaint about the community or its staff is seen by the street only.

    A street's own number lies in no community's interval.
    """
    columns = report.place.scope_columns()
    if report.about != "community" or report.place.street_id is None:
        return columns
    street = place_by_id(asking=asking, place_id=report.place.street_id)
    return {**columns, "community_id": None, "grid_id": None, "pos": street.pos}


def beside(report: Report, *, found: Sorted, way: Route, fresh: Fresh, now: datetime) -> list[Any]:
    """What is written with the item: the case's own row, its photos, the fact for wall and statistics."""
    return [
        Rows(Case, [case_row(report, found=found, way=way, fresh=fresh)]),
        file_rows(report.photos, item_id=fresh.item_id, columns=fresh.columns, at=now),
        attach(report.kept_photos, session_key=report.session_key, item_id=fresh.item_id, columns=fresh.columns)
        if report.kept_photos
        else None,
        fact(
            name="cases.reported", at=now, place=fresh.columns, channel=report.channel,
            kind=found.kind.group if found.kind else "",
        ),
    ]  # fmt: skip


def case_row(report: Report, *, found: Sorted, way: Route, fresh: Fresh) -> dict[str, Any]:
    """The case beside its item."""
    return {
        "item_id": fresh.item_id,
        "text": report.text,
        "lon": report.lon,
        "lat": report.lat,
        "spot": report.spot,
        "kind_source": found.source,
        "kind_words": "、".join(found.suggestion.words) if found.suggestion else "",
        "suggested_kind": found.suggestion.code if found.suggestion else "",
        "rule_id": way.rule_id,
        "rule_reason": way.reason,
        "is_happening_now": found.urgency == "happening_now",
        "about_id": report.about_id,
        "desk_id": way.desk.holder_id,
        "desk_kind": way.desk.kind,
        "desk_name": way.desk.name,
        "desk_level": way.desk.level,
        "likes": report.likes,
        **fresh.columns,
    }
