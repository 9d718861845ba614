"""The kinds of notice of these tests are declared, and no others."""

import pytest

from xinyi.kernel.notices.tests.kinds import KINDS


@pytest.fixture(autouse=True)
def _declared(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a folder's manifest named them."""
    monkeypatch.setattr("xinyi.kernel.notices.queries.kinds", lambda: KINDS)
