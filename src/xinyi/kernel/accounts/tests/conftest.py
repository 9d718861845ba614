"""The world of these tests, rolled back with the test or in a database of its own."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from xinyi.kernel.accounts.tests.world import World


@pytest.fixture
def world(db: None) -> "World":
    """A small district, rolled back afterwards."""
    from xinyi.kernel.accounts.tests.world import build  # noqa: PLC0415 -- needs Django set up

    return build()


@pytest.fixture
def own_world(own_db: object) -> "World":
    """A small district in a database of its own."""
    from xinyi.kernel.accounts.tests.world import build  # noqa: PLC0415 -- needs Django set up

    return build()
