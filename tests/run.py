"""`make test`: everything, in one go, with one closing summary; `--long` adds what does not fit into twelve minutes.

The static checks count as tests. Then pytest runs three times: what can run side by side; journeys and hosts, which
need the machine; speed, alone. A run without any test, a part that breaks off, and a missing browser are failures.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests import browsers, check  # noqa: E402 -- the path comes first

REPORTS = ROOT / "build" / "tests"
WORKERS = "2"
NO_TEST_CHOSEN = 5
GRACE_SECONDS = 10


@dataclass(frozen=True)
class Part:
    """One call of pytest: what it chooses and how long it may take."""

    name: str
    arguments: tuple[str, ...]
    minutes: float
    environment: dict[str, str] = field(default_factory=dict)
    may_be_empty: bool = True


@dataclass
class Tally:
    """What happened to every test of every part."""

    passed: int = 0
    failed: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def closing_lines(self) -> str:
        """Return every skip with its reason, every failure, and the line that counts."""
        lines = [f"skipped: {one}" for one in self.skipped] + [f"failed: {one}" for one in self.failed]
        skips = f", {len(self.skipped)} skipped" if self.skipped else ""
        return "\n".join([*lines, f"{self.passed} passed, {len(self.failed)} failed{skips}"])

    @property
    def is_good(self) -> bool:
        """Whether something ran and nothing failed."""
        return bool(self.passed) and not self.failed


SIDE_BY_SIDE = ("-n", WORKERS, "--dist", "worksteal")
ORDINARY = "not long and not slow_host and not journey and not speed"
PARTS = [
    Part(
        "many",
        ("-n", WORKERS, "--dist", "worksteal", "-m", ORDINARY, "--ignore=tests/journeys"),
        10,
        may_be_empty=False,
    ),
    Part("journeys and hosts", ("-m", "(journey or slow_host) and not long and not speed"), minutes=8),
    Part("speed", ("-m", "speed and not long"), minutes=5),
]
LONG_PARTS = [Part("long", ("-m", "long"), minutes=60)]
DEBIAN_POSTGRES = Path("/usr/lib/postgresql/15/bin")


def run_on_another_server(tally: Tally, chosen: Sequence[str]) -> None:
    """Run the many tests once more on a server named by `DATABASE_URL`.

    It is Debian's PostgreSQL 15 where that is installed, the oldest release that must work; else the embedded one.
    """
    from tests.harness.cluster import running_cluster  # noqa: PLC0415 -- slow import

    if DEBIAN_POSTGRES.exists():
        os.environ["XINYI_TEST_PG_BIN"] = str(DEBIAN_POSTGRES)
    with running_cluster() as server:
        urls = {
            "DATABASE_URL": server.url("postgres", login="app"),
            "DATABASE_OWNER_URL": f"postgresql://{server.superuser}@/postgres?host={server.host}",
        }
        release = "PostgreSQL 15" if DEBIAN_POSTGRES.exists() else "another server"
        run_part(Part(f"many on {release}", PARTS[0].arguments, 15, urls), tally, chosen)


def run_checks(tally: Tally) -> None:
    """Run the static checks; each is one test."""
    for result in check.run_all(check.checks()):
        check.say(result)
        if result.ok:
            tally.passed += 1
        else:
            tally.failed.append(f"check {result.name}")


def run_part(part: Part, tally: Tally, chosen: Sequence[str]) -> None:
    """Run one call of pytest and count its tests; one that breaks off or hangs is a failure of its own."""
    sys.stdout.write(f"\n--- {part.name} ---\n")
    sys.stdout.flush()
    report = REPORTS / f"{part.name.replace(' ', '-')}.xml"
    report.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", *part.arguments, f"--junitxml={report}", *chosen]
    ending = run_with_limit(command, minutes=part.minutes, environment=os.environ | part.environment)
    if ending == NO_TEST_CHOSEN and (part.may_be_empty or chosen):
        return
    before = len(tally.failed)
    if report.exists():
        count(report, tally)
    if ending != 0 and len(tally.failed) == before:
        tally.failed.append(f"{part.name}: pytest ended with {ending}")


def run_with_limit(command: Sequence[str], *, minutes: float, environment: dict[str, str]) -> int | str:
    """Run a command in a session of its own; after its time the whole session is ended."""
    process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    try:
        return process.wait(timeout=minutes * 60)
    except subprocess.TimeoutExpired:
        end_session(process, how=signal.SIGTERM)
        return f"no answer within {minutes} minutes"
    finally:
        end_session(process, how=signal.SIGKILL)


def end_session(process: "subprocess.Popen[bytes]", *, how: signal.Signals) -> None:
    """Send a signal to whatever is left of the session, and wait a moment for its leader."""
    try:
        os.killpg(process.pid, how)
        process.wait(timeout=GRACE_SECONDS)
    except (ProcessLookupError, subprocess.TimeoutExpired):
        return


def count(report: Path, tally: Tally) -> None:
    """Add the tests of one junit report to the tally."""
    for case in ET.parse(report).iter("testcase"):  # noqa: S314 -- pytest wrote it a moment ago
        name = f"{case.get('classname')}::{case.get('name')}"
        bad = case.find("failure") if case.find("failure") is not None else case.find("error")
        skip = case.find("skipped")
        if bad is not None:
            first = (bad.get("message") or "").splitlines() or [""]
            tally.failed.append(f"{name}: {first[0][:160]}")
        elif skip is not None:
            tally.skipped.append(f"{name}: {skip.get('message')}")
        else:
            tally.passed += 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run everything, or what is chosen; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--long", action="store_true", help="also what does not fit into twelve minutes")
    parser.add_argument("chosen", nargs="*", help="only these files, folders or tests, without the static checks")
    options = parser.parse_args(arguments)
    browsers.ensure_chromium()
    shutil.rmtree(REPORTS, ignore_errors=True)
    REPORTS.mkdir(parents=True)
    started, tally = time.monotonic(), Tally()
    if not options.chosen:
        run_checks(tally)
    for part in [*PARTS, *(LONG_PARTS if options.long else [])]:
        run_part(part, tally, options.chosen)
    if options.long:
        run_on_another_server(tally, options.chosen)
    minutes, seconds = divmod(round(time.monotonic() - started), 60)
    sys.stdout.write(f"\n--- all parts, {minutes} min {seconds} s ---\n{tally.closing_lines()}\n")
    return 0 if tally.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
