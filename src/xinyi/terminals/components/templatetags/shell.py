"""Tags of the shells: slots filled by manifests, the inlined style sheet, the reader's display choice, page scripts."""

import re
from collections.abc import Mapping
from typing import Any

from django.template import Context, Library, Node, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from xinyi.terminals.components.critical import critical_css as critical_text
from xinyi.terminals.components.pieces import COMPONENTS
from xinyi.terminals.components.registry import Component

register = Library()

_SLOT = re.compile(r'slot\s+(?P<name>\S+)(\s+component="(?P<component>\w+)")?(\s+as\s+(?P<variable>\w+))?')

SIZES = frozenset({"elder", "max"})
THEMES = frozenset({"dark", "light"})
SIZE_COOKIE, THEME_COOKIE = "xinyi_size", "xinyi_theme"


class SlotNode(Node):
    """Renders every piece that manifests put into a slot of the shell."""

    def __init__(self, name: FilterExpression, *, component: Component | None, variable: str) -> None:
        self.name = name
        self.component = component
        self.variable = variable

    def render(self, context: Context) -> str:
        from xinyi.kernel.plugins.api import render_slot  # noqa: PLC0415 -- slow import

        pieces = [self._piece(context, piece) for piece in render_slot(self.name.resolve(context), context)]
        if not self.variable:
            return SafeString("".join(pieces))
        context[self.variable] = pieces
        return ""

    def _piece(self, context: Context, piece: Mapping[str, Any]) -> SafeString:
        template, values = piece.get("template"), dict(piece["context"])
        if not template and self.component:
            drawn = self.component.defaults() | {"href": values.get("url", "")}
            template, values = self.component.template_name, drawn | values
        with context.push(**values):
            return SafeString(context.template.engine.get_template(template).render(context))


@register.tag
def slot(parser: Parser, token: Token) -> SlotNode:
    """Fill a place of the shell with what manifests bring.

    ``{% slot "resident.card" %}``; ``component="tile"`` draws pieces that bring no template; ``as name`` keeps a list.
    """
    found = _SLOT.fullmatch(token.contents)
    if not found or (found["component"] and found["component"] not in COMPONENTS):
        raise TemplateSyntaxError('Write {% slot "name" [component="tile"] [as variable] %}.')
    component = COMPONENTS[found["component"]] if found["component"] else None
    return SlotNode(parser.compile_filter(found["name"]), component=component, variable=found["variable"] or "")


@register.simple_tag
def critical_css() -> SafeString:
    """The style sheet of the first paint, inside the page; allowed by its hash."""
    return format_html("<style>{}</style>", critical_text())


def _choice(context: Context, cookie: str, *, allowed: frozenset[str]) -> str:
    request = context.get("request")
    value = request.COOKIES.get(cookie, "") if request else ""
    return value if value in allowed else ""


@register.simple_tag(takes_context=True)
def display_size(context: Context) -> str:
    """What the reader chose: ``elder``, ``max`` or nothing."""
    return _choice(context, SIZE_COOKIE, allowed=SIZES)


@register.simple_tag(takes_context=True)
def display_theme(context: Context) -> str:
    """What the reader chose: ``dark``, ``light`` or nothing, which follows the device."""
    return _choice(context, THEME_COOKIE, allowed=THEMES)


@register.simple_tag(takes_context=True)
def display_attributes(context: Context) -> SafeString:
    """Attributes of ``<html>`` for text size and theme."""
    size, theme = _choice(context, SIZE_COOKIE, allowed=SIZES), _choice(context, THEME_COOKIE, allowed=THEMES)
    pairs = [("data-size", size), ("data-theme", theme)]
    return SafeString("".join(format_html(' {}="{}"', name, value) for name, value in pairs if value))


@register.simple_tag
def script(*names: str) -> SafeString:
    """Page scripts by name, as native modules: they load beside the page and none of them is needed by it."""
    tags = [
        format_html('<script type="module" src="{}"></script>', static(f"components/js/{name}.js")) for name in names
    ]
    return SafeString("".join(tags))
