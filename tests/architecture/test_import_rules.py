"""Every import rule is broken on purpose in a copy of the code, and seen caught.

A rule is broken by adding files to two invented scenarios and two invented centre apps, so the tests do not depend on
which folders the house has today.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / ".importlinter"
INVENTED = (
    "scenarios/alpha",
    "scenarios/beta",
    "centre/cases",
    "centre/people",
    "terminals/resident",
    "terminals/board",
)


@dataclass(frozen=True)
class Breach:
    """Files to add, the rule they break and the words by which its report names the culprit."""

    rule: str
    files: dict[str, str]
    named: str

    @property
    def sentence(self) -> str:
        """Return a readable name for the test."""
        return f"{self.rule}-{self.named.rpartition('.')[2]}"


BREACHES = [
    Breach("packages", {"kernel/places/queries.py": "import xinyi.centre.cases"}, "xinyi.kernel"),
    Breach("packages", {"centre/cases/actions.py": "import xinyi.scenarios.alpha"}, "xinyi.centre"),
    Breach("packages", {"terminals/resident/pages.py": "import xinyi.centre.cases.api"}, "xinyi.terminals"),
    Breach("packages", {"helpers.py": ""}, "xinyi.helpers"),
    Breach("kernel", {"kernel/facts/queries.py": "import xinyi.kernel.work.api"}, "xinyi.kernel.facts"),
    Breach("kernel", {"kernel/odds/api.py": ""}, "xinyi.kernel.odds"),
    Breach("centre", {"centre/people/queries.py": "import xinyi.centre.cases.api"}, "xinyi.centre.people"),
    Breach("scenarios", {"scenarios/alpha/queries.py": "import xinyi.scenarios.beta.models"}, "xinyi.scenarios.alpha"),
    Breach("doors", {"scenarios/alpha/queries.py": "import xinyi.kernel.work.models"}, "xinyi.scenarios.alpha.queries"),
    Breach("doors", {"centre/cases/queries.py": "import xinyi.centre.people.models"}, "xinyi.centre.cases.queries"),
    Breach("doors", {"kernel/work/queries.py": "import xinyi.kernel.audit.actions"}, "xinyi.kernel.work.queries"),
    Breach("features", {"scenarios/alpha/utils.py": ""}, "xinyi.scenarios.alpha.utils"),
    Breach("features", {"scenarios/alpha/queries.py": "import xinyi.scenarios.alpha.actions"}, "alpha.queries"),
    Breach("features", {"scenarios/alpha/console.py": "import xinyi.scenarios.alpha.resident"}, "alpha.console"),
    Breach("kernel-apps", {"kernel/audit/helpers.py": ""}, "xinyi.kernel.audit.helpers"),
    Breach("kernel-apps", {"kernel/audit/models.py": "import xinyi.kernel.audit.queries"}, "xinyi.kernel.audit.models"),
    Breach("shells", {"terminals/resident/pages.py": "import xinyi.terminals.board"}, "xinyi.terminals.resident"),
    Breach("shell-apps", {"terminals/resident/models.py": ""}, "xinyi.terminals.resident.models"),
    Breach("pages", {"centre/cases/actions.py": "import xinyi.terminals.board"}, "xinyi.centre.cases.actions"),
    Breach(
        "cycles",
        {"kernel/base/one.py": "import xinyi.kernel.base.two", "kernel/base/two.py": "import xinyi.kernel.base.one"},
        "xinyi.kernel.base",
    ),
    Breach("pure", {"scenarios/alpha/manifest.py": "import xinyi.scenarios.alpha.models"}, "alpha.manifest"),
]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the code without the centre and the scenarios, with invented ones instead."""
    copy = tmp_path_factory.mktemp("house") / "xinyi"
    left_out = shutil.ignore_patterns(
        "centre", "scenarios", "terminals", "tests", "static", "templates", "locale", "__pycache__"
    )
    shutil.copytree(ROOT / "src" / "xinyi", copy, ignore=left_out)
    for folder in INVENTED:
        add(copy, f"{folder}/models.py" if folder[0] in "sc" else f"{folder}/pages.py", "")
        if folder.startswith("centre"):
            add(copy, f"{folder}/api.py", "")
    add(copy, "scenarios/alpha/resident.py", "")
    add(copy, "scenarios/alpha/actions.py", "")
    return copy


@pytest.fixture
def breached(house: Path) -> Iterator[Path]:
    """The copy, put back as it was afterwards."""
    kept = house.with_name("kept")
    shutil.copytree(house, kept)
    yield house
    shutil.rmtree(house)
    kept.rename(house)


def add(house: Path, name: str, text: str) -> None:
    """Write a module with a package around it; text is added to a module that is there."""
    path = house / name
    package = path.with_suffix("") / "__init__.py"
    path = package if package.exists() else path
    path.parent.mkdir(parents=True, exist_ok=True)
    for folder in path.relative_to(house).parents:
        (house / folder / "__init__.py").touch()
    with path.open("a") as file:
        file.write(f"\n{text}\n")


def report_on(house: Path, *, rule: str = "") -> tuple[bool, str]:
    """Return whether the rule (all of them, when none is named) is kept, and the linter's report on one line."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]
    options = ["--config", str(CONFIG), "--no-cache", "--no-logo", *(["--contract", rule] if rule else [])]
    environment = os.environ | {"PYTHONPATH": f"{house.parent}:{ROOT}", "COLUMNS": "200"}
    done = subprocess.run(
        [*command, *options], env=environment, cwd=house.parent, capture_output=True, text=True, check=False
    )
    assert "Contracts: " in done.stdout, done.stdout + done.stderr
    return done.returncode == 0, re.sub(r"\s+", " ", done.stdout)


@pytest.mark.parametrize("breach", BREACHES, ids=lambda breach: breach.sentence)
def test_a_broken_rule_is_caught_and_the_culprit_named(breached: Path, breach: Breach) -> None:
    for name, text in breach.files.items():
        add(breached, name, text)

    kept, report = report_on(breached, rule=breach.rule)

    assert not kept
    assert breach.named in report


def test_the_rules_are_kept_before_anything_is_broken(house: Path) -> None:
    kept, report = report_on(house)

    assert kept, report


def test_every_rule_of_the_file_is_broken_here() -> None:
    written = set(re.findall(r"^\[importlinter:contract:(.+)\]$", CONFIG.read_text(), re.MULTILINE))

    assert {breach.rule for breach in BREACHES} == written
