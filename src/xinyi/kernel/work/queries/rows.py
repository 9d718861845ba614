"""Rows that one statement brought as JSON, as instances of their models."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.db import models

Kind = TypeVar("Kind", bound=models.Model)


def instances(model: type[Kind], found: Sequence[Mapping[str, Any]] | None) -> list[Kind]:
    """Model instances from JSON rows."""
    return [instance(model, row) for row in found or ()]


def instance(model: type[Kind], row: Mapping[str, Any]) -> Kind:
    """A model instance from a JSON row, its values typed as the fields say."""
    fields = model._meta.concrete_fields
    return model(**{field.attname: typed(field, row[str(field.column)]) for field in fields})


def typed(field: Any, value: Any) -> Any:
    """The field's Python value."""
    if isinstance(value, list):
        return [field.base_field.to_python(one) for one in value]
    return field.target_field.to_python(value) if field.is_relation else field.to_python(value)
