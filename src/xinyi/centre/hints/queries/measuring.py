"""How often the first suggestion is of the right class, on the labelled rows that nothing was learnt from."""

from collections.abc import Iterable
from pathlib import Path

from xinyi.centre.hints.queries.classes import class_of
from xinyi.centre.hints.queries.learning import Weights, labelled_rows
from xinyi.centre.hints.queries.suggesting import suggest
from xinyi.centre.hints.queries.words import KindWords

LABELLED = Path("complaints", "labelled.csv")


def accuracy(data: Path, kinds: Iterable[KindWords], *, weights: Weights | None = None) -> tuple[int, int]:
    """(right, total) over the odd rows of the labelled texts in the folder ``data``.

    Right is a first suggestion whose kind belongs to the row's class; no suggestion, or a kind that belongs to none of
    the classes, is wrong.
    """
    odd = [row for row in labelled_rows(data / LABELLED) if not row.is_even]
    known = list(kinds)
    firsts = [suggest(row.text, known, weights=weights, limit=1) for row in odd]
    right = sum(bool(first) and class_of(first[0].code) == row.label for row, first in zip(odd, firsts, strict=True))
    return right, len(odd)
