"""The registry of components: what each one takes, so that a wrong name fails when a template is compiled."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.safestring import SafeString

REQUIRED: Final = object()
BODY: Final = "body"

# Values reach a component from templates, so their types are whatever the page passed.
Values = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Prop:
    """One thing a component takes; without a default it must be given.

    ``item``: the prop is a list of dicts or objects; these are the keys read from each, with their defaults.
    """

    help: str
    default: object = REQUIRED
    choices: tuple[str, ...] = ()
    item: Mapping[str, object] | None = None

    def rows(self, value: Iterable[Any]) -> list[Values]:
        """Each item as a dict with every key of ``item``, so that a template never meets an undefined one."""
        assert self.item is not None
        return [
            {
                key: row.get(key, default) if isinstance(row, Mapping) else getattr(row, key, default)
                for key, default in self.item.items()
            }
            for row in value
        ]


@dataclass(frozen=True, kw_only=True)
class Component:
    """A declared piece of page: a template of the same name, or a function that renders it."""

    name: str
    summary: str
    props: Mapping[str, Prop]
    slots: tuple[str, ...] = ()
    render: Callable[[Values], SafeString] | None = None
    prepare: Callable[[Values], Values] | None = None
    looks: tuple[str, ...] = ("resident", "console", "board")

    @property
    def template_name(self) -> str:
        """Where the markup stands when no function renders it."""
        return f"components/{self.name}.html"

    def unknown(self, given: set[str]) -> list[str]:
        """Names given that the component does not take."""
        return sorted(given - set(self.props))

    def missing(self, given: set[str]) -> list[str]:
        """Required names not given."""
        return [name for name, prop in self.props.items() if prop.default is REQUIRED and name not in given]

    def complete(self, values: Values) -> Values:
        """The values with the items of every list made whole."""
        lists = {name: prop.rows(values[name] or ()) for name, prop in self.props.items() if prop.item is not None}
        return values | lists

    def defaults(self) -> Values:
        """Every optional prop with its default."""
        return {name: prop.default for name, prop in self.props.items() if prop.default is not REQUIRED}


COMPONENTS: dict[str, Component] = {}


def declare(component: Component) -> Component:
    """Add a component to the registry; the name must be free."""
    if component.name in COMPONENTS:
        raise ValueError(f"Component {component.name!r} is declared twice.")
    COMPONENTS[component.name] = component
    return component
