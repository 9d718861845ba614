"""The lists Xinyi ships, in its own words: kinds of cases, routing rules, limits, and the words to look for.

A district edits its own copies in the database; these are where it starts. Dictionaries have the columns of
the tables they are loaded into, so ``cases.load_kinds(shipped_kinds())`` is all it takes.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "data"


def shipped_kinds() -> list[dict[str, Any]]:
    """One row per kind, by group: code, names, words with weights, urgency, who handles it, filing and closing."""
    return list(read("kinds"))


def shipped_rules() -> list[dict[str, Any]]:
    """The default routing rules in the order they are asked; ``valid_from`` is for the caller to add."""
    return list(read("routing"))


def shipped_limits() -> dict[str, Any]:
    """Policy name to body: what is promised per urgency, and how long things ring or stay open."""
    return dict(read("limits"))


def organisation_kinds() -> dict[str, str]:
    """Code to Chinese name of the kinds of organisation that kinds and rules speak of."""
    return dict(read("organisation_kinds"))


@cache
def read(name: str) -> Any:
    """A file of the data folder, read once per process; callers do not change it."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
