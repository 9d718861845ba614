"""The fixture of the cases' tests."""

from typing import Any

import pytest


@pytest.fixture
def walk(db: None) -> Any:
    """The cast at work on cases."""
    from xinyi.centre.cases.tests.walking import Walk  # noqa: PLC0415 -- needs Django set up

    return Walk()
