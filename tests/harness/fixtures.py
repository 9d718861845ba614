"""Fixtures that any test may take; `tests/README.md` says when to take which."""

import itertools
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
from pytest_django import DjangoDbBlocker

from tests.harness import databases, sql
from tests.harness.client import Client
from tests.harness.cluster import Server
from tests.harness.plugin import BROKEN, TEMPLATE, server_of_run
from tests.harness.template_database import connected

Connect = Callable[[str], "psycopg.Connection[Any]"]
numbers = itertools.count(1)


@dataclass(frozen=True)
class OwnDatabase:
    """A database that belongs to one test."""

    server: Server
    name: str

    def url(self, login: str = "app") -> str:
        """Return what goes into ``DATABASE_URL``."""
        return self.server.url(self.name, login=login)

    def connect(self, login: str = "app") -> "psycopg.Connection[Any]":
        """Open one more autocommit connection as ``login``; the database's end closes it."""
        return psycopg.connect(self.server.dsn(self.name, login=login), autocommit=True)


@pytest.fixture(scope="session")
def server() -> Server:
    """The PostgreSQL of this run."""
    return server_of_run()


@pytest.fixture(scope="session")
def template_database() -> str:
    """The migrated and seeded database that others are cloned from."""
    if broken := os.environ.get(BROKEN):
        pytest.fail(f"the template database could not be built: {broken}", pytrace=False)
    return os.environ[TEMPLATE]


def name_of_clone(purpose: str) -> str:
    """Return a name that no other run and no other worker uses."""
    return f"{databases.PREFIX}{os.getpid()}_{purpose}"


@pytest.fixture(scope="session")
def django_db_setup(
    server: Server, template_database: str, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Clone the template for this worker and connect as ``app``; instead of pytest-django's own database."""
    name = name_of_clone("shared")
    databases.clone(server, name, template=template_database)
    with django_db_blocker.unblock(), connected(server, name):
        yield
    databases.drop(server, name)


@pytest.fixture
def own_db(
    server: Server, template_database: str, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[OwnDatabase]:
    """A database of this test's own: commits are real, any thread or process may connect."""
    own = OwnDatabase(server, name_of_clone(f"own_{next(numbers)}"))
    databases.clone(server, own.name, template=template_database)
    with django_db_blocker.unblock(), connected(server, own.name):
        yield own
    databases.drop(server, own.name)


@pytest.fixture
def connect_as(server: Server, db: None) -> Iterator[Connect]:
    """A function that connects to this worker's database as a login; it sees seeded rows, not the test's own."""
    from django.db import connection  # noqa: PLC0415 -- needs Django set up

    opened: list[psycopg.Connection[Any]] = []

    def connect(login: str) -> "psycopg.Connection[Any]":
        opened.append(psycopg.connect(server.dsn(connection.settings_dict["NAME"], login=login)))
        return opened[-1]

    yield connect
    for each in opened:
        each.rollback()
        each.close()


@pytest.fixture
def as_owner(connect_as: Connect) -> "psycopg.Connection[Any]":
    """A connection as ``owner``, rolled back afterwards: sees every row, whatever the policies say."""
    return connect_as("owner")


@pytest.fixture
def as_reader(connect_as: Connect) -> "psycopg.Connection[Any]":
    """A connection as ``reader``, rolled back afterwards: aggregate views only."""
    return connect_as("reader")


@pytest.fixture
def client() -> Client:
    """A visitor nobody knows, whose pages are read strictly."""
    return Client()


@pytest.fixture
def count_sql() -> Any:
    """``with count_sql(exactly=2) as sent:``: the statements the client sends, printed when the number differs."""
    return sql.count_sql
