"""Brings an installation up to date before it serves: tables, sample, translations, static files."""

from datetime import UTC, datetime
from pathlib import Path

from xinyi.config.discovery import SOURCE
from xinyi.config.environment import Environment
from xinyi.config.host import checks
from xinyi.config.host.keys import Keys, make_keys, read_keys
from xinyi.config.host.mark import Mark, fingerprint, migrations_now, read_mark, write_mark
from xinyi.config.host.session import child_environment, say
from xinyi.config.host.supervisor import Child, Supervisor, python
from xinyi.config.messages import compile_messages
from xinyi.config.refusals import Problem, StartRefused

MODE_FILE, STATIC_FILE = "mode", "static.stamp"


def prepare(environment: Environment, supervisor: Supervisor) -> None:
    """Bring tables, sample, translations and static files up to date; each is skipped when nothing changed."""
    compile_messages()
    mark = read_mark(environment.database_url)
    keys = keys_for(environment, mark)
    checks.refuse(checks.mark_problems(mark, mode=environment.mode, keys=keys.fingerprint))
    wanted = migrations_now(now=datetime.now(UTC))
    files = fingerprint(static_files())
    supervisor.run_steps(
        *migration_step(environment, mark=mark, wanted=wanted), *static_step(environment, wanted=files)
    )
    (environment.var / STATIC_FILE).write_text(files)
    mark = marked(environment, mark=mark, wanted=wanted, keys=keys)
    (environment.var / MODE_FILE).write_text(mark.mode)
    checks.refuse(checks.login_problems(environment.database_url))
    seed(environment, supervisor, mark=mark)


def keys_for(environment: Environment, mark: Mark | None) -> Keys:
    """Return the installation's keys; made for a new database only, since older data needs its own."""
    keys = read_keys(environment.var)
    if keys is None and mark is not None and mark.keys:
        checks.refuse(checks.key_problems(keys, environment))
    return keys or make_keys(environment.var)


def migrated(environment: Environment, supervisor: Supervisor, *, keys: Keys) -> None:
    """Bring the tables of one database up to date, and nothing else."""
    mark = read_mark(environment.database_url)
    wanted = migrations_now(now=datetime.now(UTC))
    supervisor.run_steps(*migration_step(environment, mark=mark, wanted=wanted))
    marked(environment, mark=mark, wanted=wanted, keys=keys)


def migration_step(environment: Environment, *, mark: Mark | None, wanted: str) -> list[Child]:
    """Return the step that migrates as owner; none when the database has all tables. Raises ``StartRefused``."""
    if mark is not None and mark.migrations == wanted:
        return []
    checks.refuse(checks.owner_problems(environment))
    say("正在建立数据表 … / bringing tables up to date")
    told = child_environment(environment, as_owner=True)
    return [Child(name="migrate", command=python("migrate", "--verbosity=0"), environment=told)]


def marked(environment: Environment, *, mark: Mark | None, wanted: str, keys: Keys) -> Mark:
    """Return the database's mark, written anew when its tables have changed."""
    if mark is None or mark.migrations != wanted:
        # A database that others filled is never a place for invented people.
        mode = mark.mode or "production" if mark else environment.mode
        mark = (mark or Mark()).now_with(migrations=wanted, mode=mode, keys=keys.fingerprint)
        write_mark(environment.database_owner_url, mark)
    return mark


def seed(environment: Environment, supervisor: Supervisor, *, mark: Mark) -> None:
    """Fill a new sample database once; one whose filling was cut off is told how to begin again."""
    if not environment.is_sample or mark.mode != "sample" or mark.sample == "done":
        return
    if mark.sample == "begun":
        raise StartRefused(
            Problem(
                chinese="上一次生成体验数据时被中断。请运行 make reset 重新生成。",
                english="Making the sample data was cut off last time: run `make reset`.",
            )
        )
    say("正在生成体验数据 … / making the sample district")
    write_mark(environment.database_owner_url, mark.now_with(sample="begun"))
    supervisor.run_steps(Child(name="sample", command=python("sample"), environment=child_environment(environment)))
    write_mark(environment.database_owner_url, mark.now_with(sample="done"))


def static_files() -> list[Path]:
    """Return every static file of our own folders."""
    return sorted(path for path in SOURCE.glob("**/static/**/*") if path.is_file())


def static_step(environment: Environment, *, wanted: str) -> list[Child]:
    """Return the step that gathers and hashes the static files; none when no file changed."""
    stamp = environment.var / STATIC_FILE
    if stamp.exists() and stamp.read_text() == wanted:
        return []
    command = python("collectstatic", "--noinput", "--clear", "--verbosity=0")
    return [Child(name="static", command=command, environment=child_environment(environment))]
