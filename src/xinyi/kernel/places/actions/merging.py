"""Ends places: retiring an empty one, merging one into another."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xinyi.kernel.audit.api import record
from xinyi.kernel.base.api import Refused, write
from xinyi.kernel.jobs.api import publish
from xinyi.kernel.places.actions.numbering import changeable_tables, renumber
from xinyi.kernel.places.events import PlacesMerged
from xinyi.kernel.places.models import Place
from xinyi.kernel.scope.api import Actor, bump, scope, system

MERGEABLE = ("street", "community", "grid")


class StillInUse(Refused):
    """Something valid lies in the place."""

    message = _("这里面还有在用的地方，请先移走或合并。")


class CannotMerge(Refused):
    """The places are of different levels, or grids of different communities."""

    message = _("只能合并同级的街道、社区，或同一社区的网格。")


@transaction.atomic
def retire(*, actor: Actor, place_id: int, now: datetime) -> None:
    """End an empty place today; its id, code and rows stay. Raises ``StillInUse``.

    Effects: one audit row, and every process reads the tree again.
    """
    inside = Place.objects.filter(Q(parent_id=place_id) | Q(grid_id=place_id), valid_to=None).exclude(id=place_id)
    if inside.exists():
        raise StillInUse
    Place.objects.filter(id=place_id, valid_to=None).update(valid_to=now.date())
    write(record(actor=actor, action="places.retire", object_kind="place", object_id=place_id, at=now))
    bump("places")


@transaction.atomic
def merge(*, actor: Actor, into_id: int, merged_ids: Sequence[int], now: datetime) -> None:
    """Everything in ``merged_ids`` belongs to ``into_id`` from now on, rows filed there included.

    Raises ``CannotMerge``. Effects: audit rows, the event ``PlacesMerged``, every process reads the tree again.
    """
    into, merged = merging_pair(into_id, merged_ids)
    Place.objects.filter(id__in=merged_ids).update(valid_to=now.date())
    old_streets = {place.street_id for place in merged}
    hand_over(into, merged_ids)
    if into.level == "grid":
        move_grid_rows(into.id, merged_ids)
    else:
        assert into.street_id is not None
        renumber(actor=actor, street_id=into.street_id, now=now, absorbed=dict.fromkeys(merged_ids, into.id))
    detail = {"merged": list(merged_ids), "streets": sorted(street for street in old_streets if street)}
    write(
        record(actor=actor, action="places.merge", object_kind="place", object_id=into_id, at=now, detail=detail),
        publish(PlacesMerged(into_id=into_id, merged_ids=tuple(merged_ids), at=now), at=now),
    )
    bump("places")


def merging_pair(into_id: int, merged_ids: Sequence[int]) -> tuple[Place, list[Place]]:
    """The places, locked. Raises ``CannotMerge`` when they do not fit together."""
    places = {
        one.id: one for one in Place.objects.filter(id__in=[into_id, *merged_ids], valid_to=None).select_for_update()
    }
    into = places.pop(into_id, None)
    if into is None or set(places) != set(merged_ids) or into.level not in MERGEABLE:
        raise CannotMerge
    same_parent = into.level != "grid" or all(one.parent_id == into.parent_id for one in places.values())
    if not same_parent or any(one.level != into.level for one in places.values()):
        raise CannotMerge
    return into, list(places.values())


def hand_over(into: Place, merged_ids: Sequence[int]) -> None:
    """The places inside change their parent and their enclosing places."""
    valid = Place.objects.filter(valid_to=None)
    valid.filter(parent_id__in=merged_ids).update(parent_id=into.id)
    match into.level:
        case "street":
            valid.filter(street_id__in=merged_ids).update(street_id=into.id)
        case "community":
            inside = valid.filter(community_id__in=merged_ids)
            inside.update(community_id=into.id, street_id=into.street_id)
        case "grid":
            valid.filter(grid_id__in=merged_ids).update(grid_id=into.id)


def move_grid_rows(into_id: int, merged_ids: Sequence[int]) -> None:
    """Rows filed in the merged grids belong to the new one."""
    with scope(system("places.merge")), connection.cursor() as cursor:
        for table in changeable_tables():
            cursor.execute(
                f'UPDATE "{table}" SET grid_id = %s WHERE grid_id = ANY(%s)',
                [into_id, list(merged_ids)],
            )
