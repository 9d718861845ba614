"""Who is asking is told to the database, and rule data is never older than the request."""

from collections.abc import Iterator
from datetime import date
from itertools import count

import psycopg
import pytest
from django.db import connection

from tests.cast import asking_for
from xinyi.kernel.scope.api import bump, cached, ensure_months, scope, system

pytestmark = pytest.mark.django_db


def sight() -> list[object]:
    """What the database knows of the one asking."""
    names = ("lo", "hi", "grid", "me", "person", "auditor")
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"nullif(current_setting('xinyi.{name}', true), '')" for name in names))
        return list(cursor.fetchone())


def test_the_outer_sight_comes_back_after_an_inner_scope() -> None:
    with scope(asking_for("dana")):
        before = sight()
        with scope(asking_for("alice")):
            inside = sight()
        after = sight()

    assert before == after
    assert inside[:2] == [None, None]


def test_a_grid_worker_is_narrowed_to_the_grid() -> None:
    with scope(asking_for("kim")) as asking:
        assert sight()[2] == str(asking.grid)


def test_rule_data_is_read_once_and_again_after_its_stamp_was_bumped() -> None:
    numbers = count(1)

    def read() -> Iterator[int]:
        for _round in range(2):
            with scope(system("test")) as asking:
                yield cached(asking, "test.numbers", stamps=("policy",), load=lambda: next(numbers))

    first = list(read())
    with scope(system("test")):
        bump("policy")

    assert (first, list(read())) == ([1, 1], [2, 2])


def test_rule_data_without_a_known_stamp_is_never_kept() -> None:
    numbers = count(1)

    with scope(system("test")) as asking:
        read = [cached(asking, "test.loose", stamps=("nobody's",), load=lambda: next(numbers)) for _round in range(2)]

    assert read == [1, 2]


def test_months_are_made_by_the_function_and_by_nobody_else() -> None:
    with scope(system("test")):
        for _twice in range(2):
            ensure_months(date(2031, 5, 1), date(2031, 5, 31))
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_regclass('audit_row_y2031m05') IS NOT NULL")
            assert cursor.fetchone() == (True,)


def test_app_makes_no_table(connect_as: object) -> None:
    assert callable(connect_as)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connect_as("app").execute("CREATE TABLE mine (id int)")
