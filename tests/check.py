"""`make check`: every static check, one line each; `--fix` formats and mends what a tool can mend.

Prints "ok" or "failed" per check with what is wrong below, and ends with 1 when anything is. Needs no database.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROGRAMS = Path(sys.executable).parent
FOLDERS = [name for name in ("src", "tests", "bench", "programs", "conftest.py") if (ROOT / name).exists()]
AT_ONCE = 2


@dataclass(frozen=True)
class Check:
    """A command that ends with 0 when all is well."""

    name: str
    command: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    """What a check said."""

    name: str
    ok: bool
    seconds: float
    output: str


def program(name: str, *arguments: str) -> tuple[str, ...]:
    """Return the command of a tool that is installed beside this Python."""
    return (str(PROGRAMS / name), *arguments)


def module(name: str, *arguments: str) -> tuple[str, ...]:
    """Return the command of a check of our own."""
    return (sys.executable, "-m", f"tests.checks.{name}", *arguments)


def templates() -> list[str]:
    """Return all templates, for tools that want them named."""
    return [str(path.relative_to(ROOT)) for path in sorted(ROOT.glob("src/xinyi/**/templates/**/*.html"))]


def checks() -> list[Check]:
    """Return every check, the slowest first."""
    found = [
        Check("types", program("mypy", "--no-error-summary", "--hide-error-context")),
        Check("format", program("ruff", "format", "--check", "--output-format=concise", *FOLDERS)),
        Check("lint", program("ruff", "check", "--quiet", "--output-format=concise", *FOLDERS)),
        Check("imports", program("lint-imports", "--no-logo")),
        Check("templates", module("templates")),
        Check("translations", module("translations")),
        Check("migrations", module("migrations")),
        Check("diagrams", module("diagrams")),
    ]
    if templates():
        found.insert(1, Check("markup", program("djlint", "--lint", "--quiet", "src/xinyi")))
        found.insert(2, Check("template tags", program("djade", "--check", "--target-version", "5.2", *templates())))
    return found


def fixes() -> list[Check]:
    """Return what mends by itself."""
    found = [
        Check("lint", program("ruff", "check", "--quiet", "--fix", "--exit-zero", *FOLDERS)),
        Check("format", program("ruff", "format", "--quiet", *FOLDERS)),
        Check("diagrams", module("diagrams", "--write")),
    ]
    if templates():
        found.append(Check("template tags", program("djade", "--target-version", "5.2", *templates())))
    return found


def run(check: Check) -> Result:
    """Run one check from the repository's top, with the code on the path."""
    started = time.monotonic()
    done = subprocess.run(check.command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False)
    output = (done.stdout + done.stderr).strip()
    return Result(check.name, done.returncode == 0, time.monotonic() - started, output)


def environment() -> dict[str, str]:
    """Return what the tools find: the code on the path, and settings that need no installation."""
    settings = {"XINYI_MODE": "sample", "XINYI_SECRET_KEY": "only-for-checks-" + "0" * 40}
    return os.environ | settings | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "COLUMNS": "160", "NO_COLOR": "1"}


def run_all(wanted: Sequence[Check]) -> list[Result]:
    """Run checks side by side and return their results in the given order."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run, wanted))


def say(result: Result) -> None:
    """Print one line, and below it what is wrong."""
    word = "ok" if result.ok else "failed"
    sys.stdout.write(f"{word:<7} {result.name} ({result.seconds:.1f} s)\n")
    if not result.ok:
        sys.stdout.write("".join(f"        {line}\n" for line in result.output.splitlines()))
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the checks that are asked for; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="only these checks")
    parser.add_argument("--fix", action="store_true", help="mend first what a tool can mend")
    chosen = parser.parse_args(arguments)
    if chosen.fix:
        for fix in fixes():
            run(fix)
    results = run_all([check for check in checks() if not chosen.names or check.name in chosen.names])
    for result in results:
        say(result)
    return 0 if all(result.ok for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
