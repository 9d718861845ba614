"""Words of fire, gas, injury, illness, violence and trapped people: which emergency number to ring first.

The words are data (``data/urgent.json``). A false alarm costs a glance and a missed one perhaps a life, so words that
could mean danger count unless the sentence itself says otherwise: it is about fear, the past, an insurance or a tree
called 打人柳.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext_lazy as _

from xinyi.centre.hints.queries.shipped import read
from xinyi.centre.hints.queries.words import plain_text

READ = 500
JUST_BEFORE, JUST_AFTER, EARLIER = 10, 6, 40
BLANK = "\u25a0"
# Whoever smells gas must not be told of flames first, so the order is that of the sentences to read.
WHY = {
    "gas": _("怀疑燃气泄漏：先关阀门、开窗，不要开关电器，到室外再打 119，同时打燃气公司抢修电话。"),
    "fire": _("发生火情，请先打 119，人先离开，不要坐电梯。"),
    "trapped": _("有人被困，请先打 119；在电梯里请按报警按钮，不要扒门。"),
    "illness": _("有人突发急病，请先打 120，等待时有人陪着。"),
    "injury": _("有人受伤，请先打 120，不要随意移动伤者。"),
    "violence": _("有人正在伤害别人，请先打 110，先保证自己安全。"),
    "life": _("有人想伤害自己，请先打 110，陪着他说话，不要留他一个人。"),
}


@dataclass(frozen=True)
class Call:
    """A number to ring before anything else, the sentence that says why, and the word that caused it."""

    number: str
    why: object
    word: str


def urgent_numbers(text: str) -> list[Call]:
    """The numbers to ring first, each once; empty when nothing sounds like danger to somebody now.

    Only the first ``READ`` characters are read: whoever is in danger says so at once, letters tell of the past.
    """
    plain = plain_text(text[:READ])
    cleaned = never_meant().sub(lambda found: BLANK * len(found[0]), plain)
    calls: dict[str, Call] = {}
    for danger, why in WHY.items():
        number = read("urgent")["words"][danger]["number"]
        word = next(meant(cleaned, danger), "")
        if word and number not in calls:
            calls[number] = Call(number, why, word)
    return list(calls.values())


def meant(cleaned: str, danger: str) -> Iterator[str]:
    """The words of a danger that the sentence means as happening now."""
    for found in words_of(danger).finditer(cleaned):
        sentence = re.split(r"[。！？!?；;]", cleaned[: found.start()])[-1]
        clause = re.split(r"[，,、：:]", sentence)[-1]
        following = re.split(r"[，,。！？!?；;]", cleaned[found.end() :])[0]
        doubted = (
            said("doubt").search(clause[-JUST_BEFORE:])
            or said("past").search(sentence[-EARLIER:])
            or said("after").search(following[:JUST_AFTER])
        )
        if not doubted:
            yield found[0].strip(BLANK)


@cache
def words_of(danger: str) -> re.Pattern[str]:
    """Any word of a danger."""
    return any_of(read("urgent")["words"][danger]["words"])


@cache
def said(name: str) -> re.Pattern[str]:
    """Words around a word of danger that take it back."""
    return any_of(read("urgent")[name])


@cache
def never_meant() -> re.Pattern[str]:
    """Words that only contain one of danger."""
    return any_of(sorted(read("urgent")["never"], key=len, reverse=True))


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all."""
    return re.compile("|".join(words))
