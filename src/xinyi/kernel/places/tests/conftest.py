"""The ground under every test here."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from xinyi.kernel.scope.api import Asking


@pytest.fixture
def ground(db: None) -> "Iterator[Asking]":
    """The one who asks; everything in the test happens in one transaction that sees the whole district."""
    from xinyi.kernel.places.tests.ground import lay_out  # noqa: PLC0415 -- needs Django set up
    from xinyi.kernel.scope.api import scope, system  # noqa: PLC0415 -- as above

    with scope(system("test")):
        yield lay_out()
