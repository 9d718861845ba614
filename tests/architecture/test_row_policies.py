"""Raw SQL against every scoped table: the row policy alone decides, whatever code asks.

Rows are put in by the superuser, foreign keys and checks off, so that every table has something that could leak.
"""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import psycopg
import pytest
from django.db import models
from psycopg import sql

from tests.harness.fixtures import OwnDatabase
from xinyi.kernel.scope.api import ScopedRow, scoped_models

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ALICE, MALLORY = uuid.UUID(int=1), uuid.UUID(int=2)
HERE, ELSEWHERE = 100, 900
CONTEXT = ("lo", "hi", "grid", "me", "person", "auditor")
OF_TYPE: dict[type[Any], Any] = {
    models.UUIDField: uuid.UUID(int=9),
    models.DateTimeField: NOON,
    models.DateField: date(2026, 3, 2),
    models.DurationField: timedelta(hours=1),
    models.BooleanField: False,
    models.JSONField: "{}",
    models.BinaryField: b"x",
    models.DecimalField: 1,
    models.FloatField: 1.0,
    models.IntegerField: 1,
    models.TextField: "x",
    models.CharField: "x",
}

Tables = dict[str, type[ScopedRow]]


def filler(field: Any, number: int) -> Any:
    """A value of the field's type; keys and what must be unique differ per row."""
    target = field
    while target.is_relation and target.related_model:
        target = target.target_field
    kind = next((kind for kind in OF_TYPE if isinstance(target, kind)), None)
    if kind is models.UUIDField:
        return uuid.uuid4()
    if field.primary_key or field.unique:
        return number if kind is not models.TextField else f"x{number}"
    return [] if kind is None else OF_TYPE[kind]


def row(model: type[ScopedRow], number: int, **columns: Any) -> dict[str, Any]:
    """A row with every column that may not be empty."""
    needed = [field for field in model._meta.concrete_fields if field.column and not field.null]
    return {field.column: filler(field, number) for field in needed} | columns


def put(owner: "psycopg.Connection[Any]", model: type[ScopedRow], values: dict[str, Any]) -> None:
    statement = sql.SQL("INSERT INTO {} ({}) OVERRIDING SYSTEM VALUE VALUES ({})").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join(map(sql.Identifier, values)),
        sql.SQL(", ").join([sql.Placeholder()] * len(values)),
    )
    owner.execute(statement, list(values.values()))


def make_room(owner: "psycopg.Connection[Any]", table: str) -> None:
    """Empty the table and let it take rows that mean nothing: without its checks."""
    checks = "SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass"
    owner.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
    for (name,) in owner.execute(checks, [table]).fetchall():
        owner.execute(sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(sql.Identifier(table), sql.Identifier(name)))


def look(app: "psycopg.Connection[Any]", table: str, **context: object) -> set[int]:
    """The positions of the rows that a context sees by plain SQL."""
    with app.transaction():
        for name in CONTEXT:
            app.execute("SELECT set_config(%s, %s, true)", [f"xinyi.{name}", str(context.get(name, ""))])
        return {pos for (pos,) in app.execute(sql.SQL("SELECT pos FROM {}").format(sql.Identifier(table)))}


@pytest.fixture
def app(own_db: OwnDatabase) -> Iterator["psycopg.Connection[Any]"]:
    """The login ``app`` on a database where each scoped table has exactly a row here and one elsewhere."""
    with psycopg.connect(own_db.server.dsn(own_db.name), autocommit=True) as owner:
        owner.execute("SET session_replication_role = replica")
        for model in scoped_models():
            make_room(owner, model._meta.db_table)
            put(owner, model, row(model, 1, pos=HERE, participant_ids=[ALICE]))
            put(owner, model, row(model, 2, pos=ELSEWHERE, participant_ids=[MALLORY]))
    with own_db.connect("app") as connection:
        yield connection


@pytest.fixture(scope="module")
def tables() -> Tables:
    """Every scoped model by the name of its table."""
    return {model._meta.db_table: model for model in scoped_models()}


def seen(app: "psycopg.Connection[Any]", tables: Tables, **context: object) -> dict[str, set[int]]:
    return {table: look(app, table, **context) for table in tables}


def test_without_a_context_no_scoped_table_shows_a_row(app: "psycopg.Connection[Any]", tables: Tables) -> None:
    assert seen(app, tables) == {table: set() for table in tables}


def test_a_post_sees_the_rows_of_its_place_and_no_neighbours(app: "psycopg.Connection[Any]", tables: Tables) -> None:
    found = seen(app, tables, lo=1, hi=500, me=uuid.UUID(int=7))

    assert {table: rows for table, rows in found.items() if ELSEWHERE in rows} == {}
    assert any(HERE in rows for rows in found.values())


def test_a_person_sees_what_they_take_part_in_only(app: "psycopg.Connection[Any]", tables: Tables) -> None:
    found = seen(app, tables, me=ALICE, person=ALICE)

    assert {table: rows for table, rows in found.items() if ELSEWHERE in rows} == {}
    assert any(HERE in rows for rows in found.values())


def test_the_whole_district_sees_what_its_posts_see(app: "psycopg.Connection[Any]", tables: Tables) -> None:
    found = seen(app, tables, lo=0, hi=2**31 - 1)

    assert any(rows == {HERE, ELSEWHERE} for rows in found.values())


def test_a_post_cannot_change_or_remove_a_neighbours_row(app: "psycopg.Connection[Any]", tables: Tables) -> None:
    for table in tables:
        for verb in ("UPDATE {} SET pos = pos WHERE pos = %s", "DELETE FROM {} WHERE pos = %s"):
            with app.transaction(force_rollback=True):
                app.execute("SELECT set_config('xinyi.lo', '1', true), set_config('xinyi.hi', '500', true)")
                try:
                    touched = app.execute(sql.SQL(verb).format(sql.Identifier(table)), [ELSEWHERE]).rowcount
                except psycopg.errors.InsufficientPrivilege:
                    touched = 0
            assert touched == 0, (table, verb)
