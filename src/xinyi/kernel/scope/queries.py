"""The list of scoped tables, and rule data kept in the process as long as its stamp is unchanged."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.apps import apps

from xinyi.kernel.scope.asking import Asking
from xinyi.kernel.scope.models import ScopedRow
from xinyi.kernel.scope.operations import SEES_ROW

__all__ = ["SEES_ROW", "cached", "scoped_models", "scoped_tables"]

Kept = TypeVar("Kept")
kept: dict[str, tuple[tuple[int, ...], Any]] = {}


def scoped_models() -> list[type[ScopedRow]]:
    """Every concrete model whose rows are scoped."""
    return [model for model in apps.get_models() if issubclass(model, ScopedRow)]


def scoped_tables() -> list[str]:
    """Their table names, sorted."""
    return sorted(model._meta.db_table for model in scoped_models())


def cached(asking: Asking, name: str, *, stamps: tuple[str, ...], load: Callable[[], Kept]) -> Kept:
    """What ``load`` gave, read again only after one of its ``stamps`` was bumped.

    The stamps come with the statement that says who is asking, so a kept value is never older than the request.
    """
    versions = tuple(asking.stamps.get(stamp, -1) for stamp in stamps)
    if -1 in versions:
        return load()
    known = kept.get(name)
    if known is None or known[0] != versions:
        known = (versions, load())
        kept[name] = known
    value: Kept = known[1]
    return value
