"""Builds the template databases of a run and points Django at one database as one login."""

import importlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg
from django.core.management import call_command
from django.db import connections

from tests.harness import databases
from tests.harness.cluster import PASSWORD, Server
from xinyi.config.host.logins import LOGINS, prepare_database, prepare_logins


@contextmanager
def connected(server: Server, database: str, *, login: str = "app") -> Iterator[None]:
    """Point Django's connection at ``database`` as ``login``, in every thread, and back at the end."""
    connection = connections["default"]
    settings = connection.settings_dict
    before = dict(settings)
    connection.close()
    parts = psycopg.conninfo.conninfo_to_dict(server.dsn(database, login=login))
    settings.update(
        NAME=database, USER=login, PASSWORD=parts["password"], HOST=server.host, PORT=str(server.port), CONN_MAX_AGE=0
    )
    settings["OPTIONS"] = {name: value for name, value in settings["OPTIONS"].items() if name != "pool"}
    try:
        yield
    finally:
        connections.close_all()
        settings.clear()
        settings.update(before)


class CastBroken(Exception):
    """The cast could not be seeded; ``template`` names the database without it."""

    def __init__(self, template: str) -> None:
        super().__init__(template)
        self.template = template


def ensure_templates(server: Server) -> str:
    """Build what is missing and return the name of the template that tests clone. Raises ``CastBroken``."""
    databases.refuse_a_real_installation(server)
    prepare_logins(server.dsn("postgres"), dict.fromkeys(LOGINS, PASSWORD))
    migrated = f"{databases.PREFIX}m_{databases.fingerprint(databases.migration_files())}"
    seeded = f"{databases.PREFIX}s_{databases.fingerprint(databases.seed_files(), more=migrated)}"
    with server.admin() as admin:
        admin.execute("GRANT owner TO CURRENT_USER")
        admin.execute("SELECT pg_advisory_lock(%s)", [databases.BUILD_LOCK])
        databases.sweep(server, keep=[migrated, seeded])
        if not databases.exists(server, migrated):
            _build(server, migrated)
        try:
            if not databases.exists(server, seeded):
                _build(server, seeded, migrated)
        except Exception as reason:
            raise CastBroken(migrated) from reason
    return seeded


def _build(server: Server, name: str, template: str = "") -> None:
    """Migrate an empty database, or seed a migrated one; the final name appears when it is finished."""
    draft = f"{name}_{os.getpid()}"
    databases.drop(server, draft)
    if template:
        databases.clone(server, draft, template=template)
        _seed(server, draft)
    else:
        prepare_database(server.dsn("postgres"), draft)
        _migrate(server, draft)
    databases.rename(server, draft, name)
    databases.keep_as_template(server, name)


def _migrate(server: Server, database: str) -> None:
    with connected(server, database, login="owner"):
        call_command("migrate", verbosity=0)


def _seed(server: Server, database: str) -> None:
    """Let the cast live in the database, when there is one; files of an older cast go."""
    shutil.rmtree(Path(server.var) / "files", ignore_errors=True)
    if find_spec("tests.cast") is None:
        return
    with connected(server, database):
        importlib.import_module("tests.cast").seed()
