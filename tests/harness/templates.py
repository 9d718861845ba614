"""Undefined variables in our templates fail the test, also inside ``{% if %}``.

Django's own templates and those of other packages keep Django's forgiving way. A variable that may be missing says so
with ``|default:...`` or ``|default_if_none:...``.
"""

import copy
from pathlib import Path
from typing import Any

import pytest
from django.template.base import FilterExpression, Variable, VariableDoesNotExist
from django.template.context import Context

SOURCE = str(Path(__file__).resolve().parents[2] / "src" / "xinyi")
FORGIVING = {"default", "default_if_none"}
resolve_as_django_does = FilterExpression.resolve


def is_ours(context: Context) -> bool:
    """Tell whether the template being rendered lies in this project."""
    template = context.render_context.template
    return template is not None and str(getattr(template.origin, "name", "")).startswith(SOURCE)


def is_forgiving(expression: FilterExpression) -> bool:
    """Tell whether the template says itself what stands in for a missing value."""
    return any(getattr(function, "_filter_name", "") in FORGIVING for function, _ in expression.filters)


def resolve_strictly(self: FilterExpression, context: Context, ignore_failures: bool = False) -> Any:
    """Resolve as Django does, but stop the test at a variable that nobody defined."""
    if not isinstance(self.var, Variable) or not is_ours(context) or is_forgiving(self):
        return resolve_as_django_does(self, context, ignore_failures)
    try:
        found = self.var.resolve(context)
    except VariableDoesNotExist as missing:
        name = context.render_context.template.origin.name.removeprefix(SOURCE)
        # Raised as pytest's own failure, which is no Exception: {% if %} swallows those.
        pytest.fail(f"undefined template variable {self.var.var!r} in {name}: {missing}")
    resolved = copy.copy(self)
    resolved.is_var, resolved.var = False, found
    return resolve_as_django_does(resolved, context, ignore_failures)


def be_strict() -> None:
    """Put the strict way in place for the rest of this process."""
    FilterExpression.resolve = resolve_strictly  # type: ignore[method-assign]
