"""Events as text: a frozen dataclass with plain fields becomes JSON for the outbox and comes back equal."""

import types
from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime
from functools import cache
from importlib import import_module
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from django.apps import apps

READ_FROM_TEXT: dict[object, Callable[[str], object]] = {
    UUID: UUID,
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
}


def event_name(event: object) -> str:
    """The name manifests subscribe to: "<app label>.<class>"."""
    kind = type(event)
    return f"{label_of(kind.__module__)}.{kind.__name__}"


@cache
def label_of(module: str) -> str:
    """The label of the app a module belongs to."""
    config = apps.get_containing_app_config(module)
    assert config is not None, f"{module} belongs to no installed app"
    return str(config.label)


@cache
def event_class(name: str) -> Callable[..., object]:
    """The dataclass behind a name; raises AttributeError when its app no longer has it."""
    label, _, class_name = name.partition(".")
    found = getattr(import_module(f"{apps.get_app_config(label).name}.events"), class_name)
    assert isinstance(found, type)
    return found


def encode(event: object) -> dict[str, Any]:
    """The event's fields as JSON values."""
    assert not isinstance(event, type)
    return {one.name: as_json(getattr(event, one.name)) for one in fields(event)}  # type: ignore[arg-type]


def decode(name: str, payload: dict[str, Any]) -> object:
    """The event again; a field added since it was written takes its default."""
    kind = event_class(name)
    hints = get_type_hints(kind)
    return kind(**{field: from_json(hints[field], value) for field, value in payload.items() if field in hints})


def as_json(value: Any) -> Any:  # Any: a field may hold any plain value
    """One value as JSON."""
    match value:
        case datetime() | date():
            return value.isoformat()
        case UUID():
            return str(value)
        case tuple() | list():
            return [as_json(one) for one in value]
        case dict():
            return {str(key): as_json(one) for key, one in value.items()}
    return value


def from_json(kind: Any, value: Any) -> Any:  # Any: type hints have no common type
    """One value from JSON, in the type its field declares."""
    if value is None:
        return None
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (types.UnionType, Union):
        return from_json(next(one for one in inner if one is not types.NoneType), value)
    if origin in (tuple, list):
        found = [from_json(inner[0], one) for one in value]
        return tuple(found) if origin is tuple else found
    return READ_FROM_TEXT[kind](value) if kind in READ_FROM_TEXT else value
