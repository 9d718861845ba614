"""Numbers a street anew, and every row that stands in it.

The rule: numbers are never used twice. A street that is numbered anew takes numbers above all that were ever given,
so a row in a table that only grows keeps a number that belongs to nobody else and stays visible to the district.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Max

from xinyi.kernel.audit.api import record
from xinyi.kernel.base.api import write
from xinyi.kernel.places.machine import Interval, number
from xinyi.kernel.places.models import LEVELS, Place
from xinyi.kernel.scope.api import Actor, bump, scope, scoped_tables, system

MOVED = "unnest(%s::int[], %s::int[], %s::bigint[], %s::bigint[]) AS m(old_pos, pos, street_id, community_id)"
Move = tuple[int, int, int | None, int | None]


@transaction.atomic
def renumber(*, actor: Actor, street_id: int, now: datetime, absorbed: Mapping[int, int] | None = None) -> None:
    """Give a street and all below it fresh numbers; rows at these places follow.

    ``absorbed`` maps places that ceased to exist to the one that takes their rows over.
    Effects: one audit row, and every process reads the tree again.
    """
    numbers = fresh_numbers(street_id)
    heirs = {place_id: place_id for place_id in numbers} | dict(absorbed or {})
    moves = moves_of(heirs, numbers)
    move_places(numbers)
    move_rows(moves)
    write(record(actor=actor, action="places.renumber", object_kind="place", object_id=street_id, at=now))
    bump("places")


def fresh_numbers(street_id: int) -> dict[int, Interval]:
    """Place id to numbers above all that were ever given; siblings keep their order."""
    children: dict[int, list[int]] = defaultdict(list)
    inside = Place.objects.filter(valid_to=None, street_id=street_id).exclude(level="grid").select_for_update()
    rows = list(inside.order_by("pos", "sort_key", "id").values_list("id", "parent_id", "level"))
    for place_id, parent_id, _level in rows:
        children[parent_id].append(place_id)
    levels = {place_id: level for place_id, _parent, level in rows}
    last = Place.objects.exclude(level="district").aggregate(last=Max("pos_end"))["last"] or 0
    return number(children, street_id, start=last + 1, levels=levels)


def moves_of(heirs: Mapping[int, int], numbers: Mapping[int, Interval]) -> list[Move]:
    """What changes for rows that stand at an old number; enclosing places come before the places in them."""
    stored = {place.id: place for place in Place.objects.filter(id__in={*heirs, *heirs.values()}).defer("area")}
    by_old: dict[int, Move] = {}
    for old_id, heir_id in sorted(heirs.items(), key=lambda pair: LEVELS.index(stored[pair[0]].level)):
        heir = stored[heir_id]
        move = (stored[old_id].pos, numbers[heir_id][0], heir.street_id, heir.community_id)
        by_old.setdefault(stored[old_id].pos, move)
    return list(by_old.values())


def move_places(numbers: Mapping[int, Interval]) -> None:
    """Write the numbers; grids take those of their community."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE places_place p SET pos = n.pos, pos_end = n.pos_end"
            " FROM unnest(%s::bigint[], %s::int[], %s::int[]) AS n(id, pos, pos_end) WHERE p.id = n.id",
            [list(numbers), [first for first, _last in numbers.values()], [last for _first, last in numbers.values()]],
        )
        cursor.execute(
            "UPDATE places_place g SET pos = c.pos, pos_end = c.pos_end FROM places_place c"
            " WHERE g.level = 'grid' AND g.parent_id = c.id AND g.valid_to IS NULL AND g.pos <> c.pos"
        )


def move_rows(moves: Sequence[Move]) -> None:
    """Every scoped row that stood at an old number; tables that only grow keep theirs."""
    columns = [list(column) for column in zip(*moves, strict=True)]
    with scope(system("places.renumber")), connection.cursor() as cursor:
        for table in changeable_tables():
            cursor.execute(
                f'UPDATE "{table}" t SET pos = m.pos, street_id = coalesce(m.street_id, t.street_id),'
                f" community_id = coalesce(m.community_id, t.community_id) FROM {MOVED} WHERE t.pos = m.old_pos",
                columns,
            )


def changeable_tables() -> list[str]:
    """The scoped tables whose rows may change."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid WHERE tgname = 'append_only'"
        )
        growing = {row[0] for row in cursor.fetchall()}
    return [table for table in scoped_tables() if table not in growing]
