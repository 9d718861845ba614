"""Everything that changes a wish."""

from xinyi.scenarios.wishes.actions.seconding import NotOnTheWall, OwnWish, second
from xinyi.scenarios.wishes.actions.stepping import Given, PromiseOutside, take
from xinyi.scenarios.wishes.actions.writing import TextEmpty, TextTooLong, write_wish

__all__ = [
    "Given",
    "NotOnTheWall",
    "OwnWish",
    "PromiseOutside",
    "TextEmpty",
    "TextTooLong",
    "second",
    "take",
    "write_wish",
]
