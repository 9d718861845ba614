"""What the harness promises about databases."""

import os
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction

from tests.harness.fixtures import Connect, OwnDatabase
from tests.harness.plugin import CAST_BROKEN


def login_of_connection() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])


@pytest.mark.django_db
def test_tests_connect_as_app_which_owns_nothing_and_bypasses_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, rolbypassrls, (SELECT count(*) FROM pg_tables WHERE tableowner = 'app')"
            " FROM pg_roles WHERE rolname = current_user"
        )

        assert cursor.fetchone() == ("app", False, False, 0)


@pytest.mark.django_db
def test_app_may_not_create_tables() -> None:
    with pytest.raises(Exception, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE anything (id int)")


def test_owner_and_reader_can_be_asked_beside_app(connect_as: Connect) -> None:
    logins = [connect_as(login).execute("SELECT current_user").fetchone() for login in ("owner", "reader")]

    assert logins == [("owner",), ("reader",)]
    assert login_of_connection() == "app"


def test_a_database_of_ones_own_keeps_what_was_committed(own_db: OwnDatabase) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO scope_stamp VALUES ('test', 7)")

    seen = own_db.connect("owner").execute("SELECT version FROM scope_stamp WHERE name = 'test'").fetchone()

    assert seen == (7,)


@pytest.mark.parametrize("number", [1, 2])
def test_a_database_of_ones_own_never_reaches_the_next_test(own_db: OwnDatabase, number: int) -> None:
    own = own_db.connect("owner")

    assert own.execute("SELECT count(*) FROM scope_stamp WHERE name = 'leak'").fetchone() == (0,)
    own.execute("INSERT INTO scope_stamp VALUES ('leak', %s)", [number])


@pytest.mark.django_db
def test_counting_sql_leaves_transaction_control_out(count_sql: Any) -> None:
    with count_sql() as sent, transaction.atomic():
        login_of_connection()

    assert [statement.split("   --")[0] for statement in sent] == ["SELECT current_user"]


@pytest.mark.django_db
def test_a_wrong_count_prints_the_statements(count_sql: Any) -> None:
    with (
        pytest.raises(pytest.fail.Exception, match=r"promised exactly 2:\n  1. SELECT current_user"),
        count_sql(exactly=2),
    ):
        login_of_connection()


def test_the_cast_lives_in_the_template() -> None:
    assert os.environ.get(CAST_BROKEN) is None


def test_the_template_database_cannot_be_entered(server: Any, template_database: str) -> None:
    with pytest.raises(psycopg.OperationalError, match="not currently accepting connections"):
        psycopg.connect(server.dsn(template_database))
