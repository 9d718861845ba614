"""The declarations of all components; importing this package fills the registry."""

from xinyi.terminals.components.pieces import charts, forms, lists, moments, wall, words, work
from xinyi.terminals.components.registry import COMPONENTS

__all__ = ["COMPONENTS", "charts", "forms", "lists", "moments", "wall", "words", "work"]
