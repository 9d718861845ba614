"""Writes to places: loading, numbering anew, retiring and merging."""

from xinyi.kernel.places.actions.loading import CodeTaken, ParentMissing, PlaceRow, load_places
from xinyi.kernel.places.actions.merging import CannotMerge, StillInUse, merge, retire
from xinyi.kernel.places.actions.numbering import renumber

__all__ = [
    "CannotMerge",
    "CodeTaken",
    "ParentMissing",
    "PlaceRow",
    "StillInUse",
    "load_places",
    "merge",
    "renumber",
    "retire",
]
