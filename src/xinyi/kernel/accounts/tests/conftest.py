"""The world of these tests, rolled back with the test or in a database of its own."""

import pytest

from xinyi.kernel.accounts.tests.world import World, build


@pytest.fixture
def world(db: None) -> World:
    """A small district, rolled back afterwards."""
    return build()


@pytest.fixture
def own_world(own_db: object) -> World:
    """A small district in a database of its own."""
    return build()
