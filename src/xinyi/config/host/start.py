"""From nothing to serving: the database, what it needs, then the three kinds of process until asked to stop."""

import time
import urllib.error
import urllib.request
from typing import Any

from xinyi.config.environment import Environment
from xinyi.config.host import checks
from xinyi.config.host.banner import LOG_FILE, banner, origin
from xinyi.config.host.prepare import prepare
from xinyi.config.host.session import child_environment, database_up, open_log, say
from xinyi.config.host.supervisor import Child, python

READY_SECONDS = 60.0


def run(environment: Environment) -> None:
    """Start everything and keep it running until asked to stop. Raises ``StartRefused`` and ``Stopped``."""
    began = time.monotonic()
    checks.refuse(checks.environment_problems(environment))
    with database_up(environment) as (supervisor, ready):
        checks.refuse(checks.port_problems(ready))
        prepare(ready, supervisor)
        pages, *others = children(ready)
        supervisor.start(pages)
        # The machine's cores are for the pages until the first is served.
        supervisor.wait_until(lambda: answers(ready), seconds=READY_SECONDS)
        for child in others:
            supervisor.start(child)
        say(banner(ready, seconds=time.monotonic() - began))
        supervisor.wait_until(lambda: False)


def children(environment: Environment) -> list[Child]:
    """Return the processes that serve: pages, live pushes, background work."""
    told = child_environment(environment)
    output = output_of(environment)
    return [
        Child(name="web", command=python("web"), environment=told, popen=output),
        Child(name="live", command=python("live"), environment=told, popen=output),
        Child(name="jobs", command=python("jobs"), environment=told, popen=output, grace_seconds=12),
    ]


def output_of(environment: Environment) -> dict[str, Any]:
    """Where the children write: in a trial to a file, so that the addresses and accounts stay on the screen."""
    if not environment.is_sample:
        return {}
    log = open_log(environment.var / LOG_FILE)
    return {"stdout": log, "stderr": log}


def answers(environment: Environment) -> bool:
    """Whether the pages are served and their database answers."""
    try:
        with urllib.request.urlopen(f"{origin(environment)}/readyz", timeout=2) as answer:  # noqa: S310 -- our own address
            return bool(answer.status == 200)  # noqa: PLR2004 -- the status itself
    except (urllib.error.URLError, OSError):
        return False
