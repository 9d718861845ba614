"""The fixtures of the wishes' tests."""

from typing import Any

import pytest


@pytest.fixture
def wall(db: None) -> Any:
    """The cast around the wish wall."""
    from xinyi.scenarios.wishes.tests.walking import Wall  # noqa: PLC0415 -- needs Django set up

    return Wall()


@pytest.fixture
def here(db: None) -> Any:
    """The cast in front of browsers, today."""
    from xinyi.terminals.components.tests.visitors import world  # noqa: PLC0415 -- needs Django set up

    return world()
