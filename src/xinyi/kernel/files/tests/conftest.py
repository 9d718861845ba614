"""A folder for what is kept."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    """Where these tests keep pictures."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"
