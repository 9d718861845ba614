"""Databases of a run: a template per state of the migrations, a second with the sample seeded, clones for tests."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from psycopg import sql

from tests.harness.cluster import Server

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "xinyi"
BUILD_LOCK = 20_240_601
PREFIX = "xinyi_test_"


def fingerprint(paths: Iterable[Path], *, more: str = "") -> str:
    """Return a short hash of the files' names and contents and of the installed packages that bring tables."""
    digest = hashlib.sha256(f"{_versions()}{more}".encode())
    for path in sorted(paths):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _versions() -> str:
    import importlib.metadata  # noqa: PLC0415 -- slow import

    return ",".join(importlib.metadata.version(name) for name in ("django", "procrastinate", "psycopg"))


def migration_files() -> list[Path]:
    """Return everything that decides how an empty database looks after ``migrate``."""
    found = [*SOURCE.rglob("migrations/*.py"), *SOURCE.rglob("operations*.py"), *SOURCE.rglob("operations/*.py")]
    return [*found, *SOURCE.rglob("*.sql"), *SOURCE.rglob("config/host/*.py")]


def seed_files() -> list[Path]:
    """Return everything that may change what the cast seeds: all code but tests and pages."""
    pages = {"resident", "console", "board", "urls", "forms", "tests"}
    code = [path for path in SOURCE.rglob("*.py") if not pages & {part.removesuffix(".py") for part in path.parts}]
    return [*code, *(ROOT / "tests").glob("cast*.py"), *(ROOT / "tests").glob("cast/*.py")]


def refuse_a_real_installation(server: Server) -> None:
    """Keep away from a server that serves people: the logins there have passwords that tests would replace."""
    if server.is_ours:
        return
    owned = "SELECT datname FROM pg_database JOIN pg_roles ON pg_roles.oid = datdba WHERE rolname = 'owner'"
    with server.admin() as admin:
        others = [name for (name,) in admin.execute(owned) if not name.startswith(PREFIX)]
    assert not others, f"this server holds an installation ({', '.join(others)}); tests need a server of their own"


def exists(server: Server, database: str) -> bool:
    """Tell whether the database is there."""
    with server.admin() as admin:
        return admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone() is not None


def clone(server: Server, database: str, *, template: str) -> None:
    """Make ``database`` as a copy of ``template``, replacing one of that name; costs about 50 ms."""
    drop(server, database)
    statement = "CREATE DATABASE {} OWNER owner TEMPLATE {} STRATEGY file_copy"
    with server.admin() as admin:
        admin.execute(sql.SQL(statement).format(sql.Identifier(database), sql.Identifier(template)))


def drop(server: Server, database: str) -> None:
    """Drop ``database`` with whoever is still connected to it."""
    assert database.startswith(PREFIX), f"tests drop only databases of their own, not {database}"
    with server.admin() as admin:
        if admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
            admin.execute(sql.SQL("ALTER DATABASE {} IS_TEMPLATE false").format(sql.Identifier(database)))
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database)))


def keep_as_template(server: Server, database: str) -> None:
    """Close the database to connections, so that clones of it can always be made."""
    with server.admin() as admin:
        admin.execute(
            sql.SQL("ALTER DATABASE {} IS_TEMPLATE true ALLOW_CONNECTIONS false").format(sql.Identifier(database))
        )


def rename(server: Server, database: str, new_name: str) -> None:
    """Give a finished template its final name: a cut-off build leaves none that looks finished."""
    drop(server, new_name)
    with server.admin() as admin:
        admin.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(database), sql.Identifier(new_name))
        )


def sweep(server: Server, *, keep: Iterable[str]) -> None:
    """Drop what earlier runs left in a cached cluster of our own, templates of older code included."""
    if not server.is_ours:
        return
    with server.admin() as admin:
        rows = admin.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX]).fetchall()
    for (database,) in rows:
        if database not in set(keep):
            drop(server, database)
