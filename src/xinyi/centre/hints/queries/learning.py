"""A small naive Bayes over pairs of characters: which of a few classes a text is of, learnt from labelled texts.

What is learnt is not shipped: the labelled texts known to us carry no licence, so the weights stay where they were
learnt (``var/hints.json``). Without them the words of the list of kinds work alone.

Of the labelled rows only those with an EVEN hash are learnt from: the last byte of the SHA-256 of the text, as UTF-8,
is even. The odd ones are kept for measuring.
"""

import csv
import hashlib
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

KEPT = 4_000
RARE = 3
SMOOTHING = 0.1
CERTAINTY = 3.0
TELLING = 4
CHINESE = re.compile(r"[\u4e00-\u9fff]+")


@dataclass(frozen=True)
class Weights:
    """Classes, and pair of characters to one number per class: how much the pair speaks for it."""

    classes: Sequence[str]
    pairs: Mapping[str, Sequence[float]]


@dataclass(frozen=True)
class Labelled:
    """A text of known class."""

    text: str
    label: str

    @property
    def is_even(self) -> bool:
        """Whether it is learnt from; the others measure."""
        return hashlib.sha256(self.text.encode()).digest()[-1] % 2 == 0


def labelled_rows(path: Path) -> list[Labelled]:
    """Every row of a file with the columns ``text`` and ``label``."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [Labelled(row["text"], row["label"]) for row in csv.DictReader(file)]


def learn(rows: Iterable[Labelled]) -> Weights:
    """Weights from the even rows: numbers about the ``KEPT`` most telling pairs, nothing else of the texts.

    Source: complement naive Bayes (Rennie and others, 2003), steadier than the plain one on classes of unequal size.
    """
    even = [row for row in rows if row.is_even]
    kept = telling_pairs(even)
    inside: dict[str, dict[str, float]] = {row.label: defaultdict(float) for row in even}
    for row in even:
        counts = pairs_of(row.text)
        length = length_of(counts.values())
        for pair in counts.keys() & kept:
            inside[row.label][pair] += counts[pair] / length
    classes = sorted(inside)
    columns = [speaks_for(name, inside=inside, kept=kept) for name in classes]
    centred = {pair: less_mean([column[pair] for column in columns]) for pair in sorted(kept)}
    return Weights(classes, centred)


def speaks_for(name: str, *, inside: Mapping[str, Mapping[str, float]], kept: Collection[str]) -> dict[str, float]:
    """Pair to how rare it is in all the other classes."""
    others = [found for label, found in inside.items() if label != name]
    outside = {pair: SMOOTHING + sum(found.get(pair, 0.0) for found in others) for pair in kept}
    total = sum(outside.values())
    return {pair: -math.log(amount / total) for pair, amount in outside.items()}


def less_mean(values: Sequence[float]) -> list[float]:
    """The values around zero, so that a pair that tells nothing weighs nothing."""
    mean = sum(values) / len(values)
    return [round(value - mean, 3) for value in values]


def telling_pairs(rows: Sequence[Labelled]) -> set[str]:
    """The ``KEPT`` pairs that occur most unevenly over the classes; seen in fewer than ``RARE`` texts tells nothing."""
    texts = Counter(row.label for row in rows)
    seen = {name: Counter[str]() for name in texts}
    for row in rows:
        seen[row.label].update(set(pairs_of(row.text)))
    total = sum(seen.values(), Counter[str]())
    uneven = {
        pair: max(unevenness(seen[name][pair] / texts[name], count / len(rows)) for name in texts)
        for pair, count in total.items()
        if count >= RARE
    }
    return set(sorted(uneven, key=lambda pair: (-uneven[pair], pair))[:KEPT])


def unevenness(share: float, usual: float) -> float:
    """How far a share is from the usual one, measured as chi-square does."""
    return (share - usual) ** 2 / (share + usual)


def pairs_of(text: str) -> Counter[str]:
    """How often each pair of neighbouring Chinese characters occurs."""
    return Counter({pair: count for pair, count in neighbours(text).items() if CHINESE.fullmatch(pair)})


def neighbours(text: str) -> Counter[str]:
    """How often each pair of neighbouring characters occurs."""
    return Counter(map("".join, pairwise(text)))


def length_of(counts: Iterable[float]) -> float:
    """The length of a text as a vector, so that long texts do not shout."""
    return math.sqrt(sum(count * count for count in counts)) or 1.0


def chances(plain: str, weights: Weights) -> dict[str, float]:
    """Class to chance, together 1; ``CERTAINTY`` is how far the sums are trusted."""
    known = [(weights.pairs[pair], count) for pair, count in neighbours(plain).items() if pair in weights.pairs]
    length = length_of(count for _, count in known)
    sums = [sum(row[at] * count for row, count in known) for at in range(len(weights.classes))]
    raised = [math.exp(CERTAINTY * (one - max(sums)) / length) for one in sums]
    return {name: one / sum(raised) for name, one in zip(weights.classes, raised, strict=True)}


def telling_words(plain: str, weights: Weights, *, label: str) -> tuple[str, ...]:
    """The pairs of the text that speak most for a class: they explain a hint without words of the list."""
    at = weights.classes.index(label)
    speaking = {pair: weights.pairs[pair][at] for pair in neighbours(plain) if pair in weights.pairs}
    ordered = sorted(speaking, key=lambda pair: (-speaking[pair], pair))
    return tuple(pair for pair in ordered[:TELLING] if speaking[pair] > 0)


def installed_weights(path: Path) -> Weights | None:
    """What was learnt here, None when nothing was; read again when the file is a newer one."""
    return read_weights(path, path.stat().st_mtime_ns) if path.exists() else None


@lru_cache(maxsize=2)
def read_weights(path: Path, written: int) -> Weights:
    """The file as ``learn_hints`` wrote it at that instant."""
    del written
    found = json.loads(path.read_text(encoding="utf-8"))
    return Weights(found["classes"], found["pairs"])
