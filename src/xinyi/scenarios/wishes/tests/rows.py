"""Wishes to open every address with, made by the folder's own actions."""

from datetime import datetime
from typing import Any

from xinyi.scenarios.wishes.tests.walking import Wall

# What a form is sent with, per address that shows nothing itself.
FORMS: dict[str, dict[str, Any]] = {
    "wishes:second": {},
    "wishes:step": {"text": "谢谢"},
    "wishes_console:step": {"text": "看过了"},
}


def lay(at: datetime) -> dict[str, list[str]]:
    """Candidates for each argument by ``<slug>.<argument>``."""
    wall = Wall()
    wishes = [wall.write(at=at), wall.published(at), wall.claimed(at=at), wall.done(at=at), wall.fulfilled(at=at)]
    return {"wishes.item_id": [str(one) for one in wishes], "wishes.name": ["thank", "publish", "claim"]}
