"""One SQL statement that writes rows of many tables together.

A report touches a dozen tables. Sent one by one they cost a dozen round trips and hold locks
for all of them; sent as one statement of data-modifying CTEs they cost one. Each kernel app
hands out its part (``audit.api.record`` returns ``Rows``), the action sends them with ``write``.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection, models

from xinyi.kernel.base.ledger import Ledger, open_ledger

type_names: dict[models.Field[Any, Any], str] = {}
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Rows:
    """Rows to insert; missing columns take the model's default. ``once`` ignores rows that exist."""

    model: type[models.Model]
    rows: Sequence[Row]
    once: bool = False

    def sql(self, name: str) -> str:
        """The INSERT as a CTE named ``name``; its rows come as the parameter of the same name."""
        fields = columns_of(self.model, self.rows)
        names = ", ".join(quoted(field) for field in fields)
        ending = " ON CONFLICT DO NOTHING RETURNING 1" if self.once else ""
        return (
            f"{name} AS (INSERT INTO {table_of(self.model)} ({names})"
            f" SELECT {names} FROM {recordset(fields, name)}{ending})"
        )

    def values(self) -> list[dict[str, Any]]:
        """The rows with every column filled."""
        fields = columns_of(self.model, self.rows)
        return [{str(field.column): value_of(field, row) for field in fields} for row in self.rows]

    @property
    def counted(self) -> bool:
        """Whether the statement can tell how many rows were written."""
        return self.once


@dataclass(frozen=True)
class Change:
    """Rows to update by primary key: all name the same columns. ``where`` adds a fixed condition on ``t``."""

    model: type[models.Model]
    rows: Sequence[Row]
    where: str = ""

    counted = True

    def sql(self, name: str) -> str:
        """The UPDATE as a CTE named ``name``."""
        fields = self.fields()
        key = quoted(self.model._meta.pk)
        setting = ", ".join(f"{quoted(f)} = r.{quoted(f)}" for f in fields if not f.primary_key)
        extra = f" AND {self.where}" if self.where else ""
        return (
            f"{name} AS (UPDATE {table_of(self.model)} t SET {setting}"
            f" FROM {recordset(fields, name)} WHERE t.{key} = r.{key}{extra} RETURNING 1)"
        )

    def values(self) -> list[dict[str, Any]]:
        """The rows by column."""
        fields = self.fields()
        return [{str(field.column): value_of(field, row) for field in fields} for row in self.rows]

    def fields(self) -> list[models.Field[Any, Any]]:
        """The columns named by the rows, primary key included."""
        named = set(self.rows[0])
        return [f for f in self.model._meta.concrete_fields if f.attname in named]


@dataclass(frozen=True)
class Command:
    """Any other statement over given rows ``r``: a NOTIFY, or an UPDATE with ``where`` and a RETURNING of its own.

    ``in_ledger`` does the same to rows that are kept in memory; without it nothing is done there.
    """

    select: str
    columns: str
    rows: Sequence[Row]
    where: str = ""
    in_ledger: Callable[[Ledger], None] | None = None

    counted = True

    def sql(self, name: str) -> str:
        """The statement as a CTE; ``write`` counts it, which makes PostgreSQL run it."""
        rows = f"jsonb_to_recordset(%({name})s::jsonb) AS r({self.columns})"
        return f"{name} AS MATERIALIZED ({self.select} FROM {rows} {self.where})"

    def values(self) -> list[dict[str, Any]]:
        """The rows as given."""
        return [dict(row) for row in self.rows]


Part = Rows | Change | Command


def write(*parts: Part | None) -> list[int]:
    """Send all parts as one statement; returns the number of rows per counted part, 0 for an empty one.

    Foreign keys between the parts hold, since they are checked at the end of the statement.
    """
    if (ledger := open_ledger()) is not None:
        return [keep(ledger, part) if part is not None and part.rows else 0 for part in parts]
    present = [(f"p{n}", part) for n, part in enumerate(parts) if part is not None and part.rows]
    if not present:
        return [0] * len(parts)
    counted = [name for name, part in present if part.counted]
    ctes = ", ".join(part.sql(name) for name, part in present)
    counts = ", ".join(f"(SELECT count(*) FROM {name})" for name in counted) or "0"
    parameters = {name: json.dumps(part.values(), default=plain, ensure_ascii=False) for name, part in present}
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {ctes} SELECT {counts}", parameters)
        answer = dict(zip(counted, cursor.fetchone() or (), strict=False))
    return [answer.get(f"p{n}", 0) for n in range(len(parts))]


def keep(ledger: Ledger, part: Part) -> int:
    """Do to the rows in memory what the part would do to those in the database."""
    match part:
        case Rows():
            return ledger.insert(part.model, part.rows)
        case Change():
            return ledger.change(part.model, part.rows)
    if part.in_ledger:
        part.in_ledger(ledger)
    return len(part.rows)


def send(ledger: Ledger) -> None:
    """Write everything the ledger kept as one statement, and empty it."""
    write(*(Rows(model, rows) for model, rows in ledger.emptied()))


def columns_of(model: type[models.Model], rows: Sequence[Row]) -> list[models.Field[Any, Any]]:
    """Every stored column but a database-made key that no row names."""
    named = set(rows[0])
    return [
        f
        for f in model._meta.concrete_fields
        if f.column and (f.attname in named or not isinstance(f, models.AutoField | models.BigAutoField))
    ]


def value_of(field: models.Field[Any, Any], row: Row) -> Any:
    """The row's value or the model's default."""
    return row[field.attname] if field.attname in row else field.get_default()


def recordset(fields: Sequence[models.Field[Any, Any]], name: str) -> str:
    """The parameter read back as typed rows."""
    typed = ", ".join(f"{quoted(field)} {type_of(field)}" for field in fields)
    return f"jsonb_to_recordset(%({name})s::jsonb) AS r({typed})"


def type_of(field: models.Field[Any, Any]) -> str:
    """The column's type for a cast; kept, since asking the field is slow."""
    if field not in type_names:
        type_names[field] = str(field.cast_db_type(connection) if not field.is_relation else field.db_type(connection))
    return type_names[field]


def table_of(model: type[models.Model]) -> str:
    """The quoted table name."""
    return connection.ops.quote_name(model._meta.db_table)


def quoted(field: models.Field[Any, Any] | None) -> str:
    """The quoted column name."""
    assert field is not None
    return connection.ops.quote_name(str(field.column))


def plain(value: object) -> object:
    """What JSON cannot say, said so that PostgreSQL reads it back exactly."""
    match value:
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return f"{value.total_seconds()} seconds"
        case bytes() | memoryview():
            return "\\x" + bytes(value).hex()
        case uuid.UUID() | Decimal():
            return str(value)
        case set() | tuple() | frozenset():
            return list(value)
    return str(value)
