"""Reads of wishes: the wall, one wish, what the guards look at, whom to ask."""

from xinyi.scenarios.wishes.queries.standing import (
    NobodyThere,
    NoCommunity,
    checkers,
    claimer_of,
    guards_of,
    limit_of,
    seat_as_holder,
)
from xinyi.scenarios.wishes.queries.wall import (
    STAMP,
    WALL_TABS,
    Counts,
    WallPage,
    counts,
    has_seconded,
    newest_nearby,
    offered,
    published,
    seconded_among,
    wall,
    wish_text,
)

__all__ = [
    "STAMP",
    "WALL_TABS",
    "Counts",
    "NoCommunity",
    "NobodyThere",
    "WallPage",
    "checkers",
    "claimer_of",
    "counts",
    "guards_of",
    "has_seconded",
    "limit_of",
    "newest_nearby",
    "offered",
    "published",
    "seat_as_holder",
    "seconded_among",
    "wall",
    "wish_text",
]
