"""What the harness refuses, in words that say the way out."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import django.test
import pytest

from tests.harness import databases
from tests.harness.plugin import pytest_runtest_setup


def item(*, mark: pytest.MarkDecorator | None = None, fixtures: tuple[str, ...] = (), cls: type | None = None) -> Any:
    """A test as the hook sees it."""
    found = mark.mark if mark else None
    return SimpleNamespace(get_closest_marker=lambda name: found, fixturenames=fixtures, cls=cls)


@pytest.mark.parametrize(
    "refused",
    [
        item(mark=pytest.mark.django_db(transaction=True)),
        item(mark=pytest.mark.django_db(reset_sequences=True)),
        item(fixtures=("transactional_db",)),
        item(fixtures=("live_server",)),
        item(cls=django.test.TransactionTestCase),
        item(cls=django.test.LiveServerTestCase),
    ],
)
def test_a_test_that_would_truncate_is_refused_with_the_way_out(refused: Any) -> None:
    with pytest.raises(pytest.fail.Exception, match="use the fixture own_db"):
        pytest_runtest_setup(refused)


def test_a_test_takes_one_database_not_two() -> None:
    with pytest.raises(pytest.fail.Exception, match="take one of them"):
        pytest_runtest_setup(item(fixtures=("own_db", "db")))


@pytest.mark.parametrize(
    "ordinary", [item(), item(mark=pytest.mark.django_db), item(fixtures=("own_db",)), item(cls=django.test.TestCase)]
)
def test_ordinary_tests_are_let_through(ordinary: Any) -> None:
    pytest_runtest_setup(ordinary)


def test_a_server_that_holds_an_installation_is_left_alone(server: Any, template_database: str) -> None:
    another = replace(server, is_ours=False)
    databases.refuse_a_real_installation(another)

    with server.admin() as admin:
        admin.execute("CREATE DATABASE real_district OWNER owner")
    try:
        with pytest.raises(AssertionError, match=r"holds an installation \(real_district\)"):
            databases.refuse_a_real_installation(another)
    finally:
        with server.admin() as admin:
            admin.execute("DROP DATABASE real_district")


def test_only_databases_of_tests_are_dropped(server: Any) -> None:
    with pytest.raises(AssertionError, match="only databases of their own"):
        databases.drop(server, "xinyi")
