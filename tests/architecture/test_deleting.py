"""Deleting a scenario's folder removes it: the rest migrates from nothing, and the rest's tests pass."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc", ".*_cache")
BELONGING = ("src", "tests", "conftest.py", "pytest.ini", "pyproject.toml", ".importlinter")
# The copy is a run of its own: settings named here would be read before it has keys.
OF_THIS_RUN = ("XINYI_", "DATABASE_", "DJANGO_", "PYTEST_")
ORDINARY = "not long and not slow_host and not journey and not speed"
SCENARIOS = sorted(path.parent.name for path in (ROOT / "src" / "xinyi" / "scenarios").glob("*/manifest.py"))


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the repository that one may tear apart."""
    for name in BELONGING:
        source, target = ROOT / name, tmp_path / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=LEFT_OUT)
        else:
            shutil.copy(source, target)
    return tmp_path


@pytest.mark.long
@pytest.mark.parametrize("slug", SCENARIOS)
def test_the_rest_lives_on_without_a_scenario(house: Path, slug: str) -> None:
    shutil.rmtree(house / "src" / "xinyi" / "scenarios" / slug)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(OF_THIS_RUN)}
    environment["PYTHONPATH"] = f"{house / 'src'}:{house}"

    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-n",
            "2",
            "-m",
            ORDINARY,
            "--ignore=tests/journeys",
            "-p",
            "no:cacheprovider",
        ],
        cwd=house,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=1500,
    )

    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
