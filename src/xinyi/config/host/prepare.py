"""Brings an installation up to date before it serves: tables, sample, translations, static files."""

from datetime import UTC, datetime

from xinyi.config.discovery import SOURCE
from xinyi.config.environment import Environment
from xinyi.config.host import checks
from xinyi.config.host.keys import Keys, make_keys, read_keys
from xinyi.config.host.mark import Mark, fingerprint, migrations_now, read_mark, write_mark
from xinyi.config.host.session import child_environment, say
from xinyi.config.host.supervisor import Supervisor, python
from xinyi.config.messages import compile_messages
from xinyi.config.refusals import Problem, StartRefused

MODE_FILE = "mode"


def prepare(environment: Environment, supervisor: Supervisor) -> None:
    """Bring tables, sample, translations and static files up to date; each is skipped when nothing changed."""
    compile_messages()
    mark = read_mark(environment.database_url)
    keys = keys_for(environment, mark)
    checks.refuse(checks.mark_problems(mark, mode=environment.mode, keys=keys.fingerprint))
    mark = migrated(environment, supervisor, mark=mark, keys=keys)
    (environment.var / MODE_FILE).write_text(mark.mode)
    checks.refuse(checks.login_problems(environment.database_url))
    seed(environment, supervisor, mark=mark)
    collect_static(environment, supervisor)


def keys_for(environment: Environment, mark: Mark | None) -> Keys:
    """Return the installation's keys; made for a new database only, since older data needs its own."""
    keys = read_keys(environment.var)
    if keys is None and mark is not None and mark.keys:
        checks.refuse(checks.key_problems(keys, environment))
    return keys or make_keys(environment.var)


def migrated(environment: Environment, supervisor: Supervisor, *, mark: Mark | None, keys: Keys) -> Mark:
    """Run the migrations as owner unless the database has them all, and return its mark."""
    wanted = migrations_now(now=datetime.now(UTC))
    if mark is not None and mark.migrations == wanted:
        return mark
    checks.refuse(checks.owner_problems(environment))
    say("正在建立数据表 … / bringing tables up to date")
    supervisor.run_step(
        "migrate", python("migrate", "--verbosity=0"), environment=child_environment(environment, as_owner=True)
    )
    # A database that others filled is never a place for invented people.
    mode = mark.mode or "production" if mark else environment.mode
    kept = (mark or Mark()).now_with(migrations=wanted, mode=mode, keys=keys.fingerprint)
    write_mark(environment.database_owner_url, kept)
    return kept


def seed(environment: Environment, supervisor: Supervisor, *, mark: Mark) -> None:
    """Fill a new sample database once; one whose filling was cut off is told how to begin again."""
    if not environment.is_sample or mark.mode != "sample" or mark.sample == "done" or not sample_command():
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
    supervisor.run_step("sample", python("sample"), environment=child_environment(environment))
    write_mark(environment.database_owner_url, mark.now_with(sample="done"))


def sample_command() -> bool:
    """Whether a folder brings the command that makes the sample district."""
    return any(SOURCE.rglob("management/commands/sample.py"))


def collect_static(environment: Environment, supervisor: Supervisor) -> None:
    """Gather and hash the static files when one of them changed."""
    files = sorted(path for path in SOURCE.glob("**/static/**/*") if path.is_file())
    wanted, stamp = fingerprint(files), environment.var / "static.stamp"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    supervisor.run_step(
        "static",
        python("collectstatic", "--noinput", "--clear", "--verbosity=0"),
        environment=child_environment(environment),
    )
    stamp.write_text(wanted)
