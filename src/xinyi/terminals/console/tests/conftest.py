"""The world that these pages are looked at in."""

from typing import Any

import pytest


@pytest.fixture
def world(db: None) -> Any:
    """The cast, today."""
    from xinyi.terminals.components.tests.visitors import world  # noqa: PLC0415 -- needs Django set up

    return world()
