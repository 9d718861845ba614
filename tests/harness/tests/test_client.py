"""What the harness promises about requests inside a test's transaction."""

from typing import Any

import django.test
import pytest
from django.db import connection, transaction

from tests.harness.addresses import every_address
from tests.harness.client import Client, unknown_asker
from xinyi.kernel.scope.api import scope, system


def lower_bound() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('xinyi.lo', true), '')")
        return str(cursor.fetchone()[0])


@pytest.mark.django_db
def test_a_request_does_not_inherit_who_the_test_is(count_sql: Any) -> None:
    with scope(system("a test")):
        with count_sql() as sent, unknown_asker():
            inside = lower_bound()

        assert (inside, lower_bound(), len(sent)) == ("", "0", 1)


@pytest.mark.django_db
def test_the_test_does_not_see_what_a_request_saw(client: Client) -> None:
    client.get("/nothing/")

    assert lower_bound() == ""


@pytest.mark.django_db
def test_what_was_to_happen_after_commit_happens(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    ordinary = django.test.Client.request

    def request_that_tells(self: Client, **request: Any) -> Any:
        transaction.on_commit(lambda: done.append("told"))
        return ordinary(self, **request)

    monkeypatch.setattr(django.test.Client, "request", request_that_tells)

    client.get("/nothing/")

    assert done == ["told"]


def test_the_walk_finds_addresses_with_their_full_names() -> None:
    assert {address.name: address.terminal for address in every_address()}["set_language"] == "resident"
