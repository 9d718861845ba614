"""Begins a trial again: everything it kept is thrown away and made anew."""

import shutil

from xinyi.config.environment import Environment
from xinyi.config.host.banner import ACCOUNTS
from xinyi.config.host.database import data_folder
from xinyi.config.host.prepare import MODE_FILE, prepare
from xinyi.config.host.session import database_up, say
from xinyi.config.host.supervisor import stop_running
from xinyi.config.refusals import Problem, StartRefused


def reset(environment: Environment) -> None:
    """Stop what runs, throw away database and files of a trial, and make the sample anew."""
    refuse_reset(environment)
    stop_running(environment.var)
    for folder in (data_folder(environment.var), environment.var / "files"):
        shutil.rmtree(folder, ignore_errors=True)
    (environment.var / ACCOUNTS).unlink(missing_ok=True)
    with database_up(environment) as (supervisor, ready):
        prepare(ready, supervisor)
    say("体验数据已重新生成，请运行 make run / fresh sample data is ready: make run")


def refuse_reset(environment: Environment) -> None:
    """Raise ``StartRefused`` unless this is a trial on its own database."""
    kept = environment.var / MODE_FILE
    if environment.is_sample and environment.database_is_ours and (not kept.exists() or kept.read_text() == "sample"):
        return
    raise StartRefused(
        Problem(
            chinese="只有体验模式的内置数据库可以重置。使用 DATABASE_URL 时，请由数据库管理员清空该库。",
            english="Only the embedded database of sample mode can be reset; with DATABASE_URL, ask its administrator.",
        )
    )
