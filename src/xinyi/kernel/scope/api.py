"""The door to scope."""

from xinyi.kernel.scope.actions import STAMPS, bump, ensure_months, scope, sees_on_as, settings_sql
from xinyi.kernel.scope.asking import Actor, Asking, system
from xinyi.kernel.scope.models import ScopedRow
from xinyi.kernel.scope.operations import AppendOnly, Monthly, Scoped
from xinyi.kernel.scope.queries import SEES_ROW, cached, scoped_models, scoped_tables

__all__ = [
    "SEES_ROW",
    "STAMPS",
    "Actor",
    "AppendOnly",
    "Asking",
    "Monthly",
    "Scoped",
    "ScopedRow",
    "bump",
    "cached",
    "ensure_months",
    "scope",
    "scoped_models",
    "scoped_tables",
    "sees_on_as",
    "settings_sql",
    "system",
]
