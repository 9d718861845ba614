"""Fixtures of the wiring: one installation for the tests that only look, started once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from xinyi.config.tests.installation import Installation


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation that serves, in a folder with a space in its name."""
    folder: Path = tmp_path_factory.mktemp("an installation")
    installation = Installation(var=folder / "var of Kim")
    installation.start()
    yield installation
    installation.stop()
