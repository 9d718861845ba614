"""Holds an installation while something needs its database: alone, or beside the running one."""

import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from xinyi.config.environment import Environment, embedded_url
from xinyi.config.host.database import Cluster, open_cluster
from xinyi.config.host.keys import read_keys
from xinyi.config.host.logins import DATABASE, prepare_database, prepare_logins
from xinyi.config.host.processes import mark_of
from xinyi.config.host.supervisor import Child, Supervisor, is_running, supervision
from xinyi.config.refusals import Problem, StartRefused

DATABASE_CHILD = "database"
LONGEST_LOG = 10 * 1024 * 1024
READY_SECONDS = 60.0


def say(words: str) -> None:
    """Print one line at once."""
    print(words, flush=True)


@contextmanager
def database_up(
    environment: Environment, *, database: str = DATABASE, fresh: bool = False
) -> Iterator[tuple[Supervisor, Environment]]:
    """Hold the installation with a database that answers; yields its addresses. Raises ``StartRefused``."""
    var = environment.var
    with supervision(var=var, mark=mark_of(var), say=say, last=DATABASE_CHILD) as supervisor:
        if not environment.database_is_ours:
            yield supervisor, environment
            return
        cluster = open_cluster(var)
        cluster.sweep()
        supervisor.start(database_child(cluster, log=var / "postgres.log"))
        _await_database(cluster, supervisor, log=var / "postgres.log")
        prepare_logins(cluster.conninfo(), cluster.passwords)
        prepare_database(cluster.conninfo(), database, fresh=fresh)
        yield supervisor, addresses(environment, database=database)


def addresses(environment: Environment, *, database: str = DATABASE) -> Environment:
    """Return the settings with the addresses of a database in the embedded server."""
    app, owner = (embedded_url(environment.var, login=login, database=database) for login in ("app", "owner"))
    return replace(environment, database_url=app, database_owner_url=owner)


def database_child(cluster: Cluster, *, log: Path) -> Child:
    """Return the embedded server as a child; SIGINT is its fast, orderly shutdown."""
    output = open_log(log)
    return Child(
        name=DATABASE_CHILD,
        command=cluster.command(),
        stop_signal=signal.SIGINT,
        grace_seconds=30,
        clear=cluster.sweep,
        popen={**cluster.privileges.popen, "cwd": "/", "stdout": output, "stderr": output},
    )


def open_log(path: Path) -> BinaryIO:
    """Open a log for the children to write on; one grown too long is put aside first."""
    if path.exists() and path.stat().st_size > LONGEST_LOG:
        path.replace(path.with_suffix(".log.old"))
    return path.open("ab")


def _await_database(cluster: Cluster, supervisor: Supervisor, *, log: Path) -> None:
    try:
        supervisor.wait_until(cluster.answers, seconds=READY_SECONDS)
    except TimeoutError as error:
        words = "\n".join(log.read_text(errors="replace").splitlines()[-5:])
        raise StartRefused(
            Problem(chinese=f"内置数据库没有启动：{words}", english=f"The embedded database did not start, see {log}.")
        ) from error


@contextmanager
def database_beside(
    environment: Environment, *, database: str, fresh: bool = False
) -> Iterator[tuple[Supervisor, Environment]]:
    """Hold a database of its own in the same server, whether the installation runs or not; yields its addresses.

    Raises ``StartRefused``. Effects: ``fresh`` throws away what that database held.
    """
    if not environment.database_is_ours or not is_running(environment.var):
        with database_up(environment, database=database, fresh=fresh) as held:
            yield held
        return
    aside = environment.var / f"beside-{database}"
    with supervision(var=aside, mark=mark_of(aside), say=say, last=DATABASE_CHILD) as supervisor:
        prepare_database(open_cluster(environment.var).conninfo(), database, fresh=fresh)
        yield supervisor, addresses(environment, database=database)


def child_environment(environment: Environment, *, as_owner: bool = False) -> Mapping[str, str]:
    """Return what a child is told; only the step that migrates learns the owner's login."""
    keys = read_keys(environment.var)
    return {
        "DATABASE_URL": environment.database_url,
        "DATABASE_OWNER_URL": environment.database_owner_url if as_owner else "",
        "XINYI_SECRET_KEY": environment.secret_key or (keys.secret_key if keys else ""),
        "XINYI_MODE": environment.mode,
        "XINYI_VAR": str(environment.var),
    }
