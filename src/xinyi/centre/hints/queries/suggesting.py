"""Which kind a report may be, from the words of the list of kinds, with what was learnt added when it is there."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from xinyi.centre.hints.queries.classes import class_of, usual_kinds
from xinyi.centre.hints.queries.learning import Weights, chances, telling_words
from xinyi.centre.hints.queries.words import KindWords, SameKinds, plain_text, words_found

SHOWN = 3
DOUBT = 1.0
FLOOR = 0.05
USUAL = 2.0
UNHEARD = 0.5


@dataclass(frozen=True)
class Suggestion:
    """A kind that fits, how clearly (0 to 1), and the words of the report that say so, the strongest first."""

    code: str
    score: float
    words: tuple[str, ...]


def suggest(
    text: str, kinds: Iterable[KindWords], *, weights: Weights | None = None, limit: int = SHOWN
) -> list[Suggestion]:
    """The kinds that fit, best first; empty when nothing speaks for any. Deterministic; a hint, never a decision.

    The score is the kind's own points against those of its strongest rival plus ``DOUBT``, so it is high only when
    several words agree and nothing else competes. Equal points keep the order of the list. A kind that only what was
    learnt speaks for never passes ``UNHEARD``; its words are pairs of characters.
    """
    plain, known = plain_text(text), SameKinds(kinds)
    found = words_found(plain, known)
    points = {code: sum(words.values()) for code, words in found.items()}
    if weights is not None:
        points = with_chances(points, chances(plain, weights), known={kind.code for kind in known.kinds})
    best = sorted(points, key=lambda code: -points[code])[: limit + 1]
    return [
        Suggestion(code, score(code, points=points, best=best), strongest_first(found[code]))
        if code in found
        else Suggestion(
            code, min(UNHEARD, score(code, points=points, best=best)), learnt_words(code, plain=plain, weights=weights)
        )
        for code in best[:limit]
    ]


def score(code: str, *, points: Mapping[str, float], best: Sequence[str]) -> float:
    """How clearly a kind stands out beside its strongest rival."""
    rival = max((points[other] for other in best if other != code), default=0.0)
    return round(points[code] / (points[code] + rival + DOUBT), 3)


def strongest_first(words: Mapping[str, float]) -> tuple[str, ...]:
    """The words by their points."""
    return tuple(sorted(words, key=lambda word: (-words[word], word)))


def with_chances(
    points: Mapping[str, float], chance: Mapping[str, float], *, known: Collection[str]
) -> dict[str, float]:
    """Points of words weighed by the chance of their class; each class also speaks for its usual kind."""
    unsure = 1 / len(chance)
    weighed = {code: own * (FLOOR + chance.get(class_of(code), unsure)) for code, own in points.items()}
    for label, usual in usual_kinds().items():
        if usual in known and label in chance:
            weighed[usual] = weighed.get(usual, 0.0) + USUAL * chance[label]
    return weighed


def learnt_words(code: str, *, plain: str, weights: Weights | None) -> tuple[str, ...]:
    """What explains a kind that no word of the list speaks for."""
    return telling_words(plain, weights, label=class_of(code)) if weights else ()
