"""Puts many places in at once: samples, imports, a new building."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from xinyi.kernel.audit.api import record
from xinyi.kernel.base.api import Refused, write
from xinyi.kernel.places.actions.numbering import renumber
from xinyi.kernel.places.machine import DISTRICT_NUMBERS, Interval, number, sort_key
from xinyi.kernel.places.models import Place
from xinyi.kernel.scope.api import Actor, bump

COLUMNS = (
    "id",
    "code",
    "name",
    "short_name",
    "level",
    "parent_id",
    "street_id",
    "community_id",
    "grid_id",
    "compound_id",
    "pos",
    "pos_end",
    "valid_from",
    "valid_to",
    "predecessor_id",
    "area",
    "sketch",
    "lon",
    "lat",
    "schematic",
    "sort_key",
)
ENCLOSING = ("street", "community", "grid", "compound")


class ParentMissing(Refused):
    """A row names an enclosing place that is neither known nor in the rows before it."""

    def __init__(self, row: "PlaceRow", code: str) -> None:
        super().__init__(_("「%(name)s」（%(code)s）的上级 %(parent)s 不存在。") % named(row, code))


class CodeTaken(Refused):
    """A valid place already has the code."""

    def __init__(self, row: "PlaceRow") -> None:
        super().__init__(_("编码 %(code)s（%(name)s）已经在用。") % named(row, ""))


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place to be loaded; it names its parent and its grid by their codes. A grid's parent is its community."""

    code: str
    name: str
    level: str
    parent_code: str = ""
    grid_code: str = ""
    short_name: str = ""
    area: Sequence[Sequence[float]] | None = None
    sketch: dict[str, Any] | None = None
    lon: float | None = None
    lat: float | None = None
    schematic: bool = False


def named(row: PlaceRow, parent: str) -> dict[str, str]:
    """What a refusal says about the row."""
    return {"name": row.name, "code": row.code, "parent": parent}


@transaction.atomic
def load_places(*, actor: Actor, rows: Iterable[PlaceRow], now: datetime) -> dict[str, int]:
    """Add places, parents before children; returns code to id.

    New places take free numbers at the end of their parent. Where these do not suffice the street is numbered anew.
    Raises ``ParentMissing`` and ``CodeTaken``. Effects: one audit row, and every process reads the tree again.
    """
    fresh = list(rows)
    if not fresh:
        return {}
    known = known_places(fresh)
    for row, place_id in zip(fresh, new_ids(len(fresh)), strict=True):
        known[row.code] = placed(row, place_id, known=known)
    crowded = give_numbers(fresh, known)
    copy_in([{**known[row.code], "valid_from": now.date()} for row in fresh])
    for street_id in crowded:
        renumber(actor=actor, street_id=street_id, now=now)
    write(record(actor=actor, action="places.load", object_kind="place", object_id=known[fresh[0].code]["id"], at=now,
                 detail={"count": len(fresh), "first": fresh[0].code}))  # fmt: skip
    bump("places")
    return {row.code: known[row.code]["id"] for row in fresh}


def known_places(rows: Sequence[PlaceRow]) -> dict[str, dict[str, Any]]:
    """The valid places that the rows name, by code."""
    new = {row.code for row in rows}
    wanted = {row.parent_code for row in rows} | {row.grid_code for row in rows} | new
    found = Place.objects.filter(code__in=wanted - {""}, valid_to=None).values()
    known = {str(place["code"]): dict(place) for place in found}
    taken = next((row for row in rows if row.code in known), None)
    if taken:
        raise CodeTaken(taken)
    return known


def new_ids(count: int) -> list[int]:
    """Fresh ids from the table's own sequence."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('places_place', 'id')) FROM generate_series(1, %s)", [count]
        )
        return [row[0] for row in cursor.fetchall()]


def placed(row: PlaceRow, place_id: int, *, known: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The row with its enclosing places; its numbers come later."""
    for code in (row.parent_code, row.grid_code):
        if code and code not in known:
            raise ParentMissing(row, code)
    parent = known.get(row.parent_code, {})
    enclosing = {f"{level}_id": parent.get(f"{level}_id") for level in ENCLOSING}
    if row.grid_code:
        enclosing["grid_id"] = known[row.grid_code]["id"]
    if row.level in ENCLOSING:
        enclosing[f"{row.level}_id"] = place_id
    own = {name: getattr(row, name) for name in ("code", "name", "level", "area", "sketch", "lon", "lat", "schematic")}
    short_name = row.short_name or row.name
    return {
        **own,
        **enclosing,
        "id": place_id,
        "short_name": short_name,
        "parent_id": parent.get("id"),
        "valid_to": None,
        "predecessor_id": None,
        "sort_key": sort_key(row.name),
    }


def give_numbers(rows: Sequence[PlaceRow], known: dict[str, dict[str, Any]]) -> set[int]:
    """Fill in the numbers; returns the streets that must be numbered anew because a parent had no room left."""
    new = {row.code for row in rows}
    children: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.level != "grid":
            children[row.parent_code].append(row.code)
    levels = {row.code: row.level for row in rows}
    crowded: set[int] = set()
    for top in (code for code in children if code not in new):
        for code in children[top]:
            if not number_subtree(code, known, children=children, levels=levels):
                crowded.add(known[code]["street_id"])
    for row in rows:
        if row.level == "grid":
            parent = known[row.parent_code]
            known[row.code] |= {"pos": parent["pos"], "pos_end": parent["pos_end"]}
    return crowded


def number_subtree(
    top: str, known: dict[str, dict[str, Any]], *, children: dict[str, list[str]], levels: dict[str, str]
) -> bool:
    """Number one new subtree in the free end of its parent; False when that is too small, numbers then provisional."""
    if known[top]["level"] == "district":
        numbers = number(children, top, start=DISTRICT_NUMBERS[0], levels=levels) | {top: DISTRICT_NUMBERS}
        spread(numbers, known)
        return True
    parent = next(place for place in known.values() if place["id"] == known[top]["parent_id"])
    numbers = number(children, top, start=first_free(parent, known), levels=levels)
    if numbers[top][1] > parent["pos_end"]:
        spread(dict.fromkeys(numbers, (parent["pos"], parent["pos"])), known)
        return False
    spread(numbers, known)
    return True


def spread(numbers: dict[str, Interval], known: dict[str, dict[str, Any]]) -> None:
    """Write the numbers into the rows."""
    for code, (pos, pos_end) in numbers.items():
        known[code] |= {"pos": pos, "pos_end": pos_end}


def first_free(parent: dict[str, Any], known: dict[str, dict[str, Any]]) -> int:
    """The number after everything that stands in the parent, old places and those just numbered."""
    stored = Place.objects.filter(parent_id=parent["id"]).exclude(level="grid").order_by("-pos_end").first()
    just = [place["pos_end"] for place in known.values() if place["parent_id"] == parent["id"] and "pos_end" in place]
    return 1 + int(max([parent["pos"], *([stored.pos_end] if stored else []), *just]))


def copy_in(rows: Sequence[dict[str, Any]]) -> None:
    """COPY, which the table may use because it has no row policy."""
    with connection.cursor() as cursor, cursor.copy(f"COPY places_place ({', '.join(COLUMNS)}) FROM STDIN") as target:
        for row in rows:
            target.write_row([json.dumps(v) if isinstance(v := row[c], list | tuple | dict) else v for c in COLUMNS])
