"""Reads of a report's words, and of the lists they are compared with."""

from xinyi.centre.hints.queries.happening import is_happening_now
from xinyi.centre.hints.queries.learning import Labelled, Weights, installed_weights, labelled_rows, learn
from xinyi.centre.hints.queries.measuring import LABELLED, accuracy
from xinyi.centre.hints.queries.shipped import organisation_kinds, shipped_kinds, shipped_limits, shipped_rules
from xinyi.centre.hints.queries.suggesting import Suggestion, suggest
from xinyi.centre.hints.queries.titles import masked, title_of
from xinyi.centre.hints.queries.urgent import Call, urgent_numbers
from xinyi.centre.hints.queries.words import KindWords

__all__ = [
    "LABELLED",
    "Call",
    "KindWords",
    "Labelled",
    "Suggestion",
    "Weights",
    "accuracy",
    "installed_weights",
    "is_happening_now",
    "labelled_rows",
    "learn",
    "masked",
    "organisation_kinds",
    "shipped_kinds",
    "shipped_limits",
    "shipped_rules",
    "suggest",
    "title_of",
    "urgent_numbers",
]
