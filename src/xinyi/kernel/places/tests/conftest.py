"""The ground under every test here."""

import pytest

from xinyi.kernel.places.tests.ground import lay_out
from xinyi.kernel.scope.api import scope, system


@pytest.fixture
def ground(db):
    """The one who asks; everything in the test happens in one transaction that sees the whole district."""
    with scope(system("test")):
        yield lay_out()
