"""What a database remembers of its starts, kept as the comment of its schema: so it travels with every dump."""

import importlib.metadata
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import psycopg
from psycopg import sql

from xinyi.config.discovery import SOURCE, installed_scenarios

PREFIX = "xinyi "
BRING_TABLES = ("django", "procrastinate")


@dataclass(frozen=True, kw_only=True)
class Mark:
    """The mode of the first start, the state of the migrations, the keys in use, and how far the sample came."""

    mode: str = ""
    migrations: str = ""
    keys: str = ""
    sample: str = ""

    def now_with(self, **changes: str) -> "Mark":
        """Return the mark with some of its words changed."""
        return replace(self, **changes)


def read_mark(url: str) -> Mark | None:
    """Return the mark of a database; None for one that is new, an empty mark for one that others filled."""
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(
            "SELECT obj_description('public'::regnamespace, 'pg_namespace'), to_regclass('public.django_migrations')"
        ).fetchone()
    assert row is not None
    words, migrations = row
    if words and words.startswith(PREFIX):
        return Mark(**json.loads(words.removeprefix(PREFIX)))
    return Mark() if migrations else None


def write_mark(owner_url: str, mark: Mark) -> None:
    """Keep a mark. Effects: one statement as the owner of the schema."""
    words = sql.Literal(PREFIX + json.dumps(asdict(mark)))
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute(sql.SQL("COMMENT ON SCHEMA public IS {}").format(words))


def migrations_now(*, now: datetime) -> str:
    """Return a short hash of everything that ``migrate`` depends on; changes with the month, since it makes months."""
    versions = [importlib.metadata.version(name) for name in BRING_TABLES]
    return fingerprint(migration_files(), more=[*versions, *installed_scenarios(), now.strftime("%Y-%m")])


def migration_files(source: Path = SOURCE) -> list[Path]:
    """Return every migration of our own apps."""
    return sorted(source.glob("*/*/migrations/*.py"))


def fingerprint(files: Iterable[Path], *, more: Iterable[str] = ()) -> str:
    """Return a short hash of names and contents."""
    digest = sha256("\0".join(more).encode())
    for path in files:
        digest.update(str(path.relative_to(SOURCE)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
