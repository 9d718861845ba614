"""The register of background tasks, and how long a failed one waits; no models."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, TypeVar

from django.apps import apps

from xinyi.kernel.scope.api import Asking

Function = TypeVar("Function", bound=Callable[..., None])
# The timetables a periodic task may have; the slow ones stand off the full hour, when everybody else is busy.
CRON = {
    5: "* * * * * */5",
    10: "* * * * * */10",
    30: "* * * * * */30",
    60: "* * * * *",
    300: "2-59/5 * * * *",
    900: "4-59/15 * * * *",
    3600: "7 * * * *",
    86400: "17 19 * * *",
}
TRIES = 20
LONGEST_DELAY = timedelta(hours=1)


@dataclass(frozen=True)
class Task:
    """A function that runs later. ``whole`` tasks run in one transaction; others open their own ``scope`` blocks."""

    name: str
    run: Callable[..., None]
    whole: bool = True
    seconds: int | None = None


tasks: dict[str, Task] = {}


def task(function: Function) -> Function:
    """Register a task named "<folder>.<function>". It takes its arguments, ``now`` and, if it names it, ``asking``.

    It runs once per deferred job, in one transaction that sees the whole district.
    """
    return register(function, whole=True, seconds=None)


def task_in_steps(function: Function) -> Function:
    """Register a task that commits in between, as one must that talks to somebody outside.

    After a crash it runs again from its beginning.
    """
    return register(function, whole=False, seconds=None)


def periodic(*, seconds: int) -> Callable[[Function], Function]:
    """Register a task the worker runs again and again; ``seconds`` is one of 5, 10, 30, 60, 300, 900, 3600, 86400."""
    assert seconds in CRON, f"a task can repeat after {sorted(CRON)} seconds"
    return lambda function: register(function, whole=True, seconds=seconds)


def register(function: Function, *, whole: bool, seconds: int | None) -> Function:
    """Put the function into the register under its folder's name."""
    folder = function.__module__.rpartition(".")[0].rpartition(".")[2]
    name = f"{folder}.{function.__name__}"
    assert name not in tasks or tasks[name].run.__module__ == function.__module__, f"two tasks are called {name}"
    tasks[name] = Task(name, function, whole, seconds)
    return function


@cache
def import_tasks() -> None:
    """Import every folder's ``tasks`` module, so that the register is complete."""
    for app in apps.get_app_configs():
        if find_spec(f"{app.name}.tasks"):
            import_module(f"{app.name}.tasks")


def call(function: Callable[..., None], *arguments: object, asking: Asking, now: datetime, **named: Any) -> None:
    """Call it with ``now`` and, when it names ``asking``, with that too."""
    if "asking" in inspect.signature(function).parameters:
        named["asking"] = asking
    function(*arguments, now=now, **named)


def delay_after(attempts: int) -> timedelta:
    """The wait after this many earlier failures: 2, 4, 8 s and so on, at most an hour."""
    return min(timedelta(seconds=2 ** min(attempts + 1, 16)), LONGEST_DELAY)
