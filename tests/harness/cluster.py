"""One throw-away PostgreSQL for one run of the tests, kept in memory where there is room.

A cluster is cached in a numbered slot and taken with a lock, so several runs side by side never share one.
Writing to disk is switched off: the data is worth nothing, and a slot from before a reboot is thrown away.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psycopg

from xinyi.config.host.database import RELEASE, installed_package
from xinyi.config.host.privileges import unprivileged
from xinyi.config.host.processes import die_with_parent

SLOTS = 16
ROOM_NEEDED = 2 * 1024**3
PASSWORD = "test"
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "shared_buffers": "128MB",
    "max_connections": "120",
    "max_wal_size": "128MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "jit": "off",
    "timezone": "UTC",
    "log_min_messages": "fatal",
}


@dataclass(frozen=True)
class Server:
    """Where a PostgreSQL answers, and the folder for keys and files that belong to its databases."""

    host: str
    port: int
    superuser: str
    superuser_password: str
    var: str
    is_ours: bool

    def dsn(self, database: str, *, login: str | None = None) -> str:
        """Return a libpq connection string for ``login`` (the superuser when none is named)."""
        user = login or self.superuser
        password = PASSWORD if login else self.superuser_password
        return psycopg.conninfo.make_conninfo(
            host=self.host, port=self.port, dbname=database, user=user, password=password
        )

    def url(self, database: str, *, login: str) -> str:
        """Return the same as a URL, in the form that ``DATABASE_URL`` takes."""
        if self.host.startswith("/"):
            return f"postgresql://{login}:{PASSWORD}@/{database}?host={self.host}&port={self.port}"
        return f"postgresql://{login}:{PASSWORD}@{self.host}:{self.port}/{database}"

    def admin(self) -> psycopg.Connection:
        """Open an autocommit connection of the superuser to the maintenance database."""
        return psycopg.connect(self.dsn("postgres"), autocommit=True)


def binaries() -> Path:
    """Find the folder of PostgreSQL's programs: ``XINYI_TEST_PG_BIN`` or the embedded ones, never imported."""
    if named := os.environ.get("XINYI_TEST_PG_BIN"):
        return Path(named)
    return installed_package() / RELEASE / "bin"


def _base() -> Path:
    memory = Path("/dev/shm")  # noqa: S108 -- the folder made inside is 0700 and its owner is checked
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > ROOM_NEEDED
    base = (memory if roomy else Path(tempfile.gettempdir())) / f"xinyi-tests-{os.geteuid()}"
    base.mkdir(mode=0o700, exist_ok=True)
    assert base.stat().st_uid == os.geteuid(), f"{base} belongs to somebody else"
    return base


def _boot() -> str:
    boot = Path("/proc/sys/kernel/random/boot_id")
    return boot.read_text() if boot.exists() else "unknown"


def _take_slot(kind: str) -> tuple[Path, IO[str]]:
    """Return a slot's folder and the open, locked file that keeps it ours until it is closed."""
    for number in range(SLOTS):
        folder = _base() / f"{kind}-{number}"
        folder.mkdir(mode=0o700, exist_ok=True)
        lock = (folder / "lock").open("a")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            continue
        return folder, lock
    message = f"all {SLOTS} test databases under {_base()} are in use"
    raise RuntimeError(message)


def _initialise(folder: Path) -> Path:
    """Make the data directory unless this boot made it already; a cut-off initdb leaves nothing."""
    data, fresh, boot = folder / "data", folder / "data.new", folder / "boot"
    if data.exists() and boot.exists() and boot.read_text() == _boot():
        return data
    for old in (data, fresh):
        shutil.rmtree(old, ignore_errors=True)
    way = unprivileged()
    if way.is_somebody_else:
        os.chown(folder, way.owner, way.owner)
        folder.parent.chmod(0o711)
    command = [*way.prefix, binaries() / "initdb", "-D", fresh, "-U", "postgres", "--auth=trust", "--no-sync"]
    command += ["--encoding=UTF8", *_collation()]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", **way.popen)
    assert done.returncode == 0, f"initdb failed:\n{done.stdout}{done.stderr}"
    fresh.rename(data)
    boot.write_text(_boot())
    return data


def _collation() -> list[str]:
    """The product's collation where the version knows it (17 and later), else the same order by libc."""
    version = subprocess.run([binaries() / "postgres", "--version"], capture_output=True, text=True, check=True)
    major = int(version.stdout.split()[2].split(".")[0])
    return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if major >= 17 else ["--locale=C.UTF-8"]


def _die_at_once_with_parent() -> None:
    """Stop PostgreSQL when the run dies, even of kill -9: QUIT is its immediate shutdown."""
    die_with_parent(signal.SIGQUIT)


def _launch(folder: Path, data: Path) -> subprocess.Popen[bytes]:
    options = [f"-c{name}={value}" for name, value in SETTINGS.items()]
    way = unprivileged()
    command = [*way.prefix, binaries() / "postgres", "-D", data, f"-cunix_socket_directories={folder}", *options]
    with (folder / "server.log").open("wb") as log:
        # Its own session: Ctrl-C reaches the tests, which then stop the server in order.
        return subprocess.Popen(
            command, stdout=log, stderr=log, start_new_session=True, preexec_fn=_die_at_once_with_parent, **way.popen
        )


def _wait_until_ready(server: Server, process: subprocess.Popen[bytes], folder: Path) -> None:
    limit = time.monotonic() + 30
    while time.monotonic() < limit:
        assert process.poll() is None, f"PostgreSQL did not start:\n{(folder / 'server.log').read_text()}"
        try:
            server.admin().close()
        except psycopg.OperationalError:
            time.sleep(0.02)
        else:
            return
    message = f"PostgreSQL did not answer in 30 s:\n{(folder / 'server.log').read_text()}"
    raise RuntimeError(message)


@contextmanager
def running_cluster() -> Iterator[Server]:
    """Start a cluster in a free slot and stop it at the end; about 0.2 s when the slot is cached."""
    folder, lock = _take_slot(binaries().parent.name)
    with lock:
        data = _initialise(folder)
        process = _launch(folder, data)
        server = Server(
            host=str(folder),
            port=5432,
            superuser="postgres",
            superuser_password="",
            var=str(folder / "var"),
            is_ours=True,
        )
        try:
            _wait_until_ready(server, process, folder)
            yield server
        finally:
            process.send_signal(signal.SIGQUIT)
            process.wait(timeout=30)


def server_of_environment() -> Server | None:
    """Return the server that ``DATABASE_OWNER_URL`` names beside ``DATABASE_URL``, or None for our own."""
    if not os.environ.get("DATABASE_URL"):
        return None
    owner = os.environ.get("DATABASE_OWNER_URL")
    assert owner, (
        "DATABASE_URL alone is not enough for tests: DATABASE_OWNER_URL must name a login that may create databases"
    )
    parts = psycopg.conninfo.conninfo_to_dict(owner)
    return Server(
        host=str(parts.get("host") or "127.0.0.1"),
        port=int(parts.get("port") or 5432),
        superuser=str(parts.get("user") or "postgres"),
        superuser_password=str(parts.get("password") or ""),
        var=str(_base() / "var"),
        is_ours=False,
    )
