"""The door to hints: what words suggest, for a person or a rule to confirm."""

from xinyi.centre.hints.queries.learning import Labelled, Weights, installed_weights, labelled_rows, learn
from xinyi.centre.hints.queries.reading import Call, is_happening_now, title_of, urgent_numbers
from xinyi.centre.hints.queries.shipped import organisation_kinds, shipped_kinds, shipped_limits, shipped_rules
from xinyi.centre.hints.queries.suggesting import Suggestion, suggest

__all__ = [
    "Call",
    "Labelled",
    "Suggestion",
    "Weights",
    "installed_weights",
    "is_happening_now",
    "labelled_rows",
    "learn",
    "organisation_kinds",
    "shipped_kinds",
    "shipped_limits",
    "shipped_rules",
    "suggest",
    "title_of",
    "urgent_numbers",
]
