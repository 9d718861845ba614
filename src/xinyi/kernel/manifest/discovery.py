"""Finds the manifests of all installed folders and looks things up in them."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps

from xinyi.kernel.manifest.declarations import Manifest, PersonalField, Reaction, Role, Slot


@cache
def folders() -> dict[str, str]:
    """Slug to the dotted name of the folder, for every installed app that has a manifest."""
    found = {}
    for app in apps.get_app_configs():
        name = f"{app.name}.manifest"
        if app.name != "xinyi.kernel.manifest" and find_spec(name) and hasattr(import_module(name), "manifest"):
            found[import_module(name).manifest.slug] = app.name
    return found


@cache
def manifests() -> tuple[Manifest, ...]:
    """Every manifest, in the order the apps are installed."""
    return tuple(import_module(f"{name}.manifest").manifest for name in folders().values())


def find_manifest(slug: str) -> Manifest | None:
    """The manifest with this slug, None when no such folder is installed."""
    return next((one for one in manifests() if one.slug == slug), None)


def resolve(slug: str, name: str) -> Any:
    """The object a manifest names as "module:attribute" relative to its folder. Raises when it is not there."""
    module, _, attribute = name.partition(":")
    return getattr(import_module(f"{folders()[slug]}.{module}"), attribute)


def declaring_slug(module_name: str) -> str | None:
    """The slug of the folder that a module belongs to."""
    return next((slug for slug, name in folders().items() if module_name.startswith(f"{name}.")), None)


@cache
def slots_named(name: str) -> tuple[tuple[str, Slot], ...]:
    """(slug, slot) of every folder that fills this slot, by order."""
    found = [(one.slug, slot) for one in manifests() for slot in one.slots if slot.name == name]
    return tuple(sorted(found, key=lambda pair: pair[1].order))


@cache
def reactions_to(event: str) -> tuple[tuple[str, Reaction], ...]:
    """(slug, reaction) of every subscriber of an event."""
    return tuple((one.slug, reaction) for one in manifests() for reaction in one.reactions if reaction.event == event)


@cache
def roles() -> dict[str, Role]:
    """Every declared role by name; the same role may be declared by several folders, their rights add up."""
    merged: dict[str, Role] = {}
    for role in (role for one in manifests() for role in one.roles):
        known = merged.get(role.name)
        may = tuple(dict.fromkeys((*(known.may if known else ()), *role.may)))
        merged[role.name] = Role(role.name, role.label, role.seat, may, (known or role).levels)
    return merged


def role_named(name: str) -> Role:
    """The role; raises KeyError for an undeclared one."""
    return roles()[name]


def personal_fields() -> Iterator[tuple[str, PersonalField]]:
    """(slug, field) of every declared personal field."""
    return ((one.slug, declared) for one in manifests() for declared in one.personal_fields)
