"""The pytest plugin of this project: starts the database of a run, makes pages strict, shuts the network."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

import pytest
from pytest_django.plugin import blocking_manager_key

from tests.harness import cluster, network
from tests.harness.cluster import Server
from tests.harness.databases import ROOT
from xinyi.config.host.keys import make_keys
from xinyi.config.messages import compile_messages

SERVER = "XINYI_TEST_SERVER"
TEMPLATE = "XINYI_TEST_TEMPLATE"
BROKEN = "XINYI_TEST_TEMPLATE_BROKEN"
CAST_BROKEN = "XINYI_TEST_CAST_BROKEN"
still_running = ExitStack()


def is_controller(config: pytest.Config) -> bool:
    """Tell whether this process starts the database: the one that is no xdist worker."""
    return not hasattr(config, "workerinput")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Start or find the database, then set Django up against it, before any test module is imported."""
    if config.option.help or config.option.version:
        return
    if is_controller(config):
        compile_messages()
        _start_server()
    _point_settings_at(server_of_run())
    import django  # noqa: PLC0415 -- slow import

    django.setup()
    from tests.harness.templates import be_strict  # noqa: PLC0415 -- needs Django set up

    be_strict()
    network.shut_the_door()
    if is_controller(config):
        with config.stash[blocking_manager_key].unblock():
            _build_template()


def _start_server() -> None:
    server = cluster.server_of_environment() or still_running.enter_context(cluster.running_cluster())
    os.environ[SERVER] = json.dumps(asdict(server))


def server_of_run() -> Server:
    """Return the server that this run's tests use."""
    return Server(**json.loads(os.environ[SERVER]))


def _point_settings_at(server: Server) -> None:
    """Give the settings a sample district on the run's server, whatever the shell's environment says."""
    make_keys(Path(server.var))
    (Path(server.var) / "static").mkdir(exist_ok=True)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xinyi.config.settings")
    os.environ |= {
        "DATABASE_URL": server.url("postgres", login="app"),
        "XINYI_MODE": "sample",
        "XINYI_SECRET_KEY": "only-for-tests-" + "0" * 40,
        "XINYI_VAR": server.var,
        "XINYI_HASHED_STATIC": "off",
        # Processes that a test starts find the code as this one does.
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }
    os.environ.pop("DATABASE_OWNER_URL", None)


def _build_template() -> None:
    """Keep a failure for the tests that need a database, or the cast in it; the others still run."""
    from tests.harness.template_database import CastBroken, ensure_templates  # noqa: PLC0415 -- needs Django set up

    os.environ.pop(BROKEN, None)
    os.environ.pop(CAST_BROKEN, None)
    try:
        os.environ[TEMPLATE] = ensure_templates(server_of_run())
    except CastBroken as reason:
        os.environ[TEMPLATE] = reason.template
        os.environ[CAST_BROKEN] = repr(reason.__cause__)[:4000]
        sys.excepthook(type(reason), reason, reason.__traceback__)
    except Exception as reason:  # noqa: BLE001 -- whatever it is, every test of the database reports it
        os.environ[BROKEN] = f"{type(reason).__name__}: {reason}"[:4000]
        sys.excepthook(type(reason), reason, reason.__traceback__)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """Stop the server that this process started."""
    still_running.close()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Refuse what does not work under the login ``app``: tests that truncate all tables afterwards."""
    from django.test import TestCase, TransactionTestCase  # noqa: PLC0415 -- needs Django set up

    way_out = "use the fixture own_db: a database of its own, real transactions, dropped afterwards"
    marker = item.get_closest_marker("django_db")
    if marker and (marker.args or marker.kwargs.get("transaction") or marker.kwargs.get("reset_sequences")):
        pytest.fail(f"django_db(transaction=True) truncates all tables, which `app` may not; {way_out}")
    names = set(getattr(item, "fixturenames", ()))
    for banned in {"transactional_db", "live_server", "django_db_reset_sequences"} & names:
        pytest.fail(f"the fixture {banned} truncates all tables, which `app` may not; {way_out}")
    class_of_test = getattr(item, "cls", None)
    if class_of_test and issubclass(class_of_test, TransactionTestCase) and not issubclass(class_of_test, TestCase):
        pytest.fail(f"TransactionTestCase truncates all tables, which `app` may not; {way_out}")
    if "own_db" in names and (marker or "db" in names):
        pytest.fail("own_db and db are two databases: take one of them")


@pytest.fixture(autouse=True)
def _fresh_process_state() -> Iterator[None]:
    """Let no test see what an earlier one kept in the process: rule data by stamp and the language."""
    from django.utils import translation  # noqa: PLC0415 -- needs Django set up

    from xinyi.kernel.scope import queries  # noqa: PLC0415 -- needs Django set up

    queries.kept.clear()
    with translation.override("zh-hans"):
        yield
