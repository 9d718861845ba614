"""The `xinyi` command: runs an installation, its single processes, and every management command of Django."""

import os
import sys
from collections.abc import Callable, Sequence
from datetime import timedelta
from importlib import import_module

from xinyi.config.environment import Environment, read_environment
from xinyi.config.host.processes import MARK
from xinyi.config.refusals import StartRefused

USAGE = """\
xinyi run          启动全部：数据库、网页、推送、后台任务 / start everything
xinyi reset        体验模式：清空并重新生成数据 / sample mode: begin again
xinyi real ...     用真实留言走一遍流程 / walk real messages in a database of their own
xinyi beside NAME [--fresh] COMMAND ...   在单独的数据库里运行 / run a command against a database of its own
xinyi web | live | jobs    单独运行一种进程 / one kind of process alone
xinyi migrate      更新数据表 / bring tables up to date
xinyi dba-sql      打印给数据库管理员的语句 / print the statements for a database administrator
xinyi doctor       检查设置 / check the settings
xinyi COMMAND      Django 的管理命令 / any management command
"""
AS_OWNER = ("migrate",)
FAILED = 1
MONTHS_BACK, MONTHS_AHEAD = timedelta(days=186), timedelta(days=731)


def main() -> None:
    """Run the sub-command named on the command line, and end the process with its code."""
    arguments = sys.argv[1:]
    try:
        sys.exit(_dispatch(arguments))
    except StartRefused as refused:
        print(f"无法启动 / the start is refused:\n{refused}", file=sys.stderr)
        sys.exit(FAILED)


def _dispatch(arguments: Sequence[str]) -> int:
    name = arguments[0] if arguments else "help"
    if name in {"help", "-h", "--help"}:
        print(USAGE, end="")
        return 0
    chosen = OWN.get(name)
    return chosen(read_environment(), arguments[1:]) if chosen else _manage(read_environment(), arguments)


def _run(environment: Environment, arguments: Sequence[str]) -> int:  # noqa: ARG001 -- one form for all sub-commands
    from xinyi.config.host.start import run  # noqa: PLC0415 -- slow import

    return _until_stopped(lambda: run(environment))


def _reset(environment: Environment, arguments: Sequence[str]) -> int:  # noqa: ARG001 -- one form for all sub-commands
    from xinyi.config.host.reset import reset  # noqa: PLC0415 -- slow import

    return _until_stopped(lambda: reset(environment))


def _real(environment: Environment, arguments: Sequence[str]) -> int:
    return _beside(environment, ["xinyi_real", "--fresh", sys.executable, "-m", "xinyi", "walk", *arguments])


def _beside(environment: Environment, arguments: Sequence[str]) -> int:
    from xinyi.config.host.beside import run_beside  # noqa: PLC0415 -- slow import

    database, *command = arguments
    fresh = command[:1] == ["--fresh"]
    return _until_stopped(
        lambda: run_beside(environment, command[1:] if fresh else command, database=database, fresh=fresh)
    )


def _until_stopped(work: Callable[[], None]) -> int:
    from xinyi.config.host.supervisor import StepFailed, Stopped  # noqa: PLC0415 -- slow import

    try:
        work()
    except Stopped:
        print("已停止 / stopped", flush=True)
    except StepFailed as failed:
        print(f"步骤 {failed} 没有完成，原因见上 / the step {failed} failed, see above", file=sys.stderr)
        return FAILED
    return 0


def _web(environment: Environment, arguments: Sequence[str]) -> int:  # noqa: ARG001 -- one form for all sub-commands
    from xinyi.config.host.serving import serve_pages  # noqa: PLC0415 -- slow import

    _check_alone(environment)
    # Loaded once here, the code is shared by the workers, which are forked: half the time and memory of two loads.
    _set_up_django()
    import_module("xinyi.config.urls")
    serve_pages(environment)
    return 0


def _live(environment: Environment, arguments: Sequence[str]) -> int:  # noqa: ARG001 -- one form for all sub-commands
    from xinyi.config.host.serving import serve_live  # noqa: PLC0415 -- slow import
    from xinyi.config.host.session import child_environment  # noqa: PLC0415 -- slow import

    _check_alone(environment)
    os.environ |= child_environment(environment)
    serve_live(environment)
    return 0


def _jobs(environment: Environment, arguments: Sequence[str]) -> int:  # noqa: ARG001 -- one form for all sub-commands
    _check_alone(environment)
    _set_up_django()
    from xinyi.kernel.jobs.api import run_worker  # noqa: PLC0415 -- needs Django set up

    run_worker()
    return 0


def _doctor(environment: Environment, arguments: Sequence[str]) -> int:  # noqa: ARG001 -- one form for all sub-commands
    _check_everything(environment)
    print("设置正常 / the settings are in order")
    return 0


def _dba_sql(environment: Environment, arguments: Sequence[str]) -> int:  # noqa: ARG001 -- one form for all sub-commands
    from xinyi.config.host.logins import DATABASE, script_for_dba  # noqa: PLC0415 -- slow import

    print(script_for_dba(arguments[0] if arguments else DATABASE), end="")
    return 0


def _check_alone(environment: Environment) -> None:
    """Check the start of a process that no supervisor has checked."""
    if MARK not in os.environ:
        _check_everything(environment)


def _check_everything(environment: Environment) -> None:
    from xinyi.config.host import checks  # noqa: PLC0415 -- slow import
    from xinyi.config.host.keys import read_keys  # noqa: PLC0415 -- slow import
    from xinyi.config.host.mark import read_mark  # noqa: PLC0415 -- slow import

    keys = read_keys(environment.var)
    checks.refuse(
        checks.environment_problems(environment),
        checks.key_problems(keys, environment),
        checks.reach_problems(environment),
    )
    assert keys is not None
    mark = read_mark(environment.database_url)
    checks.refuse(
        checks.mark_problems(mark, mode=environment.mode, keys=keys.fingerprint),
        checks.login_problems(environment.database_url),
    )


def _set_up_django() -> None:
    import django  # noqa: PLC0415 -- slow import

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xinyi.config.settings")
    django.setup()


def _manage(environment: Environment, arguments: Sequence[str]) -> int:
    """Run a management command; the one that migrates connects as the owner of the tables."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xinyi.config.settings")
    if arguments[0] in AS_OWNER:
        from xinyi.config.host import checks  # noqa: PLC0415 -- slow import

        checks.refuse(checks.owner_problems(environment))
        os.environ["DATABASE_URL"] = environment.database_owner_url
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- slow import

    execute_from_command_line(["xinyi", *arguments])
    if arguments[0] == "migrate" and all(word.startswith("--verbosity") for word in arguments[1:]):
        _make_months()
    return 0


def _make_months() -> None:
    """Make the monthly tables from the first day the sample reaches back to, to two years ahead."""
    from xinyi.kernel.base.api import now  # noqa: PLC0415 -- needs Django set up
    from xinyi.kernel.scope.api import ensure_months  # noqa: PLC0415 -- needs Django set up

    today = now().date()
    ensure_months(today - MONTHS_BACK, today + MONTHS_AHEAD)


OWN: dict[str, Callable[[Environment, Sequence[str]], int]] = {
    "run": _run,
    "reset": _reset,
    "real": _real,
    "beside": _beside,
    "web": _web,
    "live": _live,
    "jobs": _jobs,
    "doctor": _doctor,
    "dba-sql": _dba_sql,
}
