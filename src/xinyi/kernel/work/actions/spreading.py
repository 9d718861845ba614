"""Lets those who newly take part see all that hangs on the item, since every row carries its own scope columns."""

from collections.abc import Iterator, Sequence
from functools import cache, partial
from typing import Any
from uuid import UUID

from django.db import models

from xinyi.kernel.base.api import Change as RowChange
from xinyi.kernel.base.api import Command, Ledger
from xinyi.kernel.scope.api import ScopedRow, scoped_models
from xinyi.kernel.work.actions.drafts import Part
from xinyi.kernel.work.actions.holding import Held


@cache
def followers() -> list[type[ScopedRow]]:
    """Every table whose rows are seen with their item."""
    return [model for model in scoped_models() if getattr(model, "follows_item", False)]


def spread(parts: Sequence[Part], *, held: Held, added: Sequence[UUID], staff: bool = True) -> Iterator[Part]:
    """The parts of one statement, completed so that the ``added`` see everything; unchanged when nobody is new.

    One statement may touch a row once: rows that a part changes anyway get their participants there, all others by
    one UPDATE per table. People who are not staff never get internal rows.
    """
    if not added:
        yield from parts
        return
    changed: list[UUID] = []
    for part in parts:
        if isinstance(part, RowChange) and part.model in followers():
            changed += [key_of(part.model, row) for row in part.rows]
            yield RowChange(
                part.model, [joined(part.model, row, held=held, added=added) for row in part.rows], part.where
            )
        else:
            yield part
    for model in followers():
        yield joining(model, held=held, added=added, changed=changed, staff=staff)


def key_of(model: type[ScopedRow], row: Any) -> UUID:
    """The row's primary key."""
    assert model._meta.pk is not None
    key = row[model._meta.pk.attname]
    assert isinstance(key, UUID)
    return key


def joined(model: type[ScopedRow], row: Any, *, held: Held, added: Sequence[UUID]) -> dict[str, Any]:
    """A changed row with its participants; a feature's own row has the item's."""
    known = {one.pk: one.participant_ids for one in (*held.legs, *held.deadlines, *held.pauses, *held.steps)}
    before = known.get(key_of(model, row), held.item.participant_ids)
    return {**row, "participant_ids": [*before, *(one for one in added if one not in before)]}


def joining(
    model: type[ScopedRow], *, held: Held, added: Sequence[UUID], changed: Sequence[UUID], staff: bool
) -> Command:
    """The UPDATE that lets the added see the item's rows of one table."""
    names = {field.attname for field in model._meta.concrete_fields}
    key: Any = model._meta.pk  # Any: a relation's key has the field it points at
    has_uuid = isinstance(key.target_field if key.is_relation else key, models.UUIDField)
    untouched = f" AND t.{key.column} <> ALL(r.changed)" if has_uuid else ""
    public = " AND t.visibility <> 'internal'" if "visibility" in names and not staff else ""
    return Command(
        select=f"UPDATE {model._meta.db_table} t SET participant_ids = t.participant_ids || r.added",
        columns="item_id uuid, added uuid[], changed uuid[]",
        rows=[{"item_id": held.item.id, "added": list(added), "changed": list(changed)}],
        where=f"WHERE t.item_id = r.item_id{untouched}{public} RETURNING 1",
        in_ledger=partial(join_in_ledger, model=model, item_id=held.item.id, added=added, public=bool(public)),
    )


def join_in_ledger(
    ledger: Ledger, *, model: type[ScopedRow], item_id: UUID, added: Sequence[UUID], public: bool
) -> None:
    """The same for rows in memory; those that have the added already were changed or are new."""
    for row in ledger.by_item[model, item_id]:
        if not (public and row["visibility"] == "internal"):
            row["participant_ids"] = [*row["participant_ids"], *(o for o in added if o not in row["participant_ids"])]
