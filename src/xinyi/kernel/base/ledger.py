"""Keeps in memory what ``write`` would send, so that a long history goes to the database hundreds of rows at a time.

The ordinary actions run unchanged: while a ledger is open, ``write`` hands it their parts, and whoever reads a row
back for the next step asks ``open_ledger`` first. What it sends in the end is what the database would hold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db import models, transaction

Kind = TypeVar("Kind", bound=models.Model)
Answer = TypeVar("Answer")
Stored = dict[str, Any]
Defaults = tuple[Stored, list[tuple[str, Callable[[], Any]]]]


class Ledger:
    """Rows by model and key. ``leaves_out`` says of a new row that it is not to be kept, as for news of the past."""

    def __init__(self, leaves_out: Callable[[type[models.Model], Stored], bool]) -> None:
        self.leaves_out = leaves_out
        self.rows: dict[type[models.Model], dict[Any, Stored]] = defaultdict(dict)
        self.by_item: dict[tuple[type[models.Model], Any], list[Stored]] = defaultdict(list)
        self.defaults: dict[type[models.Model], Defaults] = {}
        self.names: dict[type[models.Model], list[str]] = {}
        self.memory: dict[Hashable, Any] = {}

    def insert(self, model: type[models.Model], rows: Sequence[Any]) -> int:
        """Keep new rows with every column filled."""
        fixed, made = self.defaults_of(model)
        kept = [{**fixed, **{name: make() for name, make in made if name not in row}, **row} for row in rows]
        kept = [row for row in kept if not self.leaves_out(model, row)]
        for row in kept:
            self.rows[model][self.key(model, row)] = row
            self.by_item[model, row.get("item_id")].append(row)
        return len(rows)

    def change(self, model: type[models.Model], rows: Sequence[Any]) -> int:
        """Change rows that are kept."""
        for row in rows:
            self.rows[model][self.key(model, row)].update(row)
        return len(rows)

    def key(self, model: type[models.Model], row: Any) -> Any:
        """The row's primary key, or any new one where the database makes it."""
        assert model._meta.pk is not None
        return row.get(model._meta.pk.attname, len(self.rows[model]))

    def defaults_of(self, model: type[models.Model]) -> Defaults:
        """What the columns hold that a row does not name: the same for every row, or made anew for each."""
        if model not in self.defaults:
            counted = (models.AutoField, models.BigAutoField)
            fields = [one for one in model._meta.concrete_fields if one.column and not isinstance(one, counted)]
            fixed = {one.attname: one.get_default() for one in fields if not callable(one.default)}
            self.defaults[model] = fixed, [(one.attname, one.get_default) for one in fields if callable(one.default)]
        return self.defaults[model]

    def of_item(self, model: type[Kind], item_id: Any, *, empty: Sequence[str] = ()) -> list[Kind]:
        """The rows of one item, as instances; only those in which the ``empty`` columns are so."""
        names = self.names_of(model)
        rows = [row for row in self.by_item[model, item_id] if all(row[name] is None for name in empty)]
        return [model(*[row[name] for name in names]) for row in rows]

    def one(self, model: type[Kind], key: Any) -> Kind:
        """One row as an instance. Raises ``KeyError``."""
        row = self.rows[model][key]
        return model(*[row[name] for name in self.names_of(model)])

    def names_of(self, model: type[models.Model]) -> list[str]:
        """The attributes in the order in which an instance takes them, which is faster than by name."""
        if model not in self.names:
            self.names[model] = [one.attname for one in model._meta.concrete_fields]
        return self.names[model]

    def remembered(self, question: Hashable, load: Callable[[], Answer]) -> Answer:
        """What ``load`` found when the question was first asked, for rows that no history changes."""
        if question not in self.memory:
            self.memory[question] = load()
        found: Answer = self.memory[question]
        return found

    def emptied(self) -> list[tuple[type[models.Model], list[Stored]]]:
        """Everything kept, model by model, and forget it."""
        found = [(model, list(rows.values())) for model, rows in self.rows.items() if rows]
        self.rows.clear()
        self.by_item.clear()
        return found


def together() -> AbstractContextManager[object]:
    """A transaction for one action; none while a ledger stands for the database, where nothing is written yet."""
    return transaction.atomic() if opened.get() is None else nullcontext()


opened: ContextVar[Ledger | None] = ContextVar("ledger", default=None)


def open_ledger() -> Ledger | None:
    """The ledger that stands for the database just now, None in all ordinary work."""
    return opened.get()


@contextmanager
def keeping(ledger: Ledger) -> Iterator[Ledger]:
    """While it lasts every ``write`` of this thread goes into the ledger."""
    before = opened.set(ledger)
    try:
        yield ledger
    finally:
        opened.reset(before)
