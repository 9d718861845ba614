"""Every address of the product, found by walking the resolver."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    """One pattern: its full name for ``reverse``, its route for people, and the kind of each argument."""

    name: str
    route: str
    arguments: dict[str, str]
    view: Any

    @property
    def terminal(self) -> str:
        """Return which shell it belongs to."""
        first = self.route.partition("/")[0]
        return first if first in {"console", "board"} else "resident"


def every_address() -> list[Address]:
    """Return all addresses, in the order in which the resolver tries them."""
    return list(_walk(get_resolver(), "", ""))


def _walk(resolver: URLResolver, namespace: str, prefix: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        route = f"{prefix}{entry.pattern}"
        if isinstance(entry, URLPattern):
            arguments = {name: type(kind).__name__ for name, kind in entry.pattern.converters.items()}
            yield Address(f"{namespace}{entry.name or ''}", route, arguments, entry.callback)
        else:
            yield from _walk(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace, route)
