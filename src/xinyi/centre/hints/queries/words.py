"""Finds the words of the list of kinds in a text, fast: by their first two characters."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, Protocol

FRONT = 80
IN_FRONT = 0.4
REPEATED = 0.4


class KindWords(Protocol):
    """What is read of a kind: its code and its words, each ``[word, weight]`` or a bare word that weighs 1."""

    @property
    def code(self) -> str:
        """The code, unique in the list."""

    @property
    def words(self) -> Sequence[Any]:  # Any: edited by people, see above
        """The words that speak for it."""


@dataclass(frozen=True)
class Entry:
    """A word of a kind, as written and as compared."""

    code: str
    word: str
    plain: str
    weight: float


Index = Mapping[str, Sequence[Entry]]


class SameKinds:
    """A list of kinds compared by identity: the same objects have the same words, so they are indexed once.

    It keeps the kinds alive, so no id is used twice. Change a kind by making a new one, as reading a table does.
    """

    def __init__(self, kinds: Iterable[KindWords]) -> None:
        self.kinds = tuple(kinds)
        self.ids = tuple(map(id, self.kinds))

    def __hash__(self) -> int:
        return hash(self.ids)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SameKinds) and self.ids == other.ids


def plain_text(text: str) -> str:
    """As compared: small letters, no white space, since a line may break inside a word."""
    return "".join(text.lower().split())


def words_found(plain: str, kinds: SameKinds) -> dict[str, dict[str, float]]:
    """Code to the words found and their points, in the order of the list.

    A word counts more when it stands in front or is repeated, and not at all when it only stands inside a longer
    found one: "消防" in "消防通道".
    """
    index = index_of(kinds)
    beginnings = index.keys() & {*plain, *map("".join, pairwise(plain))}
    entries = [entry for beginning in beginnings for entry in index[beginning] if entry.plain in plain]
    covered = covered_words(plain, {entry.plain for entry in entries})
    by_kind: dict[str, dict[str, float]] = defaultdict(dict)
    for entry in entries:
        if entry.plain not in covered:
            by_kind[entry.code][entry.word] = entry.weight * emphasis(plain, entry.plain)
    return {kind.code: by_kind[kind.code] for kind in kinds.kinds if kind.code in by_kind}


@lru_cache(maxsize=8)
def index_of(kinds: SameKinds) -> Index:
    """The first two characters of a word to the words that begin so."""
    index: dict[str, list[Entry]] = defaultdict(list)
    for kind in kinds.kinds:
        for written in kind.words:
            word, weight = (written, 1.0) if isinstance(written, str) else written
            index[word[:2].lower()].append(Entry(kind.code, word, word.lower(), float(weight)))
    return dict(index)


def covered_words(plain: str, words: set[str]) -> set[str]:
    """The words that occur only as part of a longer found word."""
    longer = {word: [other for other in words if word in other and word != other] for word in words}
    return {
        word
        for word, others in longer.items()
        if others and plain.count(word) <= sum(plain.count(other) for other in others)
    }


def emphasis(plain: str, word: str) -> float:
    """How loudly the text says a word: 1 for once and late."""
    first = IN_FRONT if plain.find(word) < FRONT else 0.0
    return (1 + first) * (1 + REPEATED * math.log2(plain.count(word)))
