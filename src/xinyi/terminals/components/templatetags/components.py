"""One tag per declared component, and ``{% fill %}`` for its named slots.

``{% chip "处理中" tone="info" %}`` is a component without a body; the first value without a name is the first prop.
``{% callout tone="warn" %}…{% endcallout %}`` has one; ``{% fill "action" %}…{% endfill %}`` inside fills a named slot.
"""

import re
from collections.abc import Callable

from django.template import Context, Library, Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token

from xinyi.terminals.components.pieces import COMPONENTS
from xinyi.terminals.components.registry import BODY, Component, Values

register = Library()
_QUOTED = re.compile(r"(\"\w+\"|'\w+')")
_NAMED = re.compile(r"(?P<name>\w+)=(?P<value>.+)", re.DOTALL)


class FillNode(Node):
    """The content of a named slot; only a component renders it."""

    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name = name
        self.nodelist = nodelist

    def render(self, context: Context) -> str:  # noqa: ARG002 -- the method is Django's
        raise TemplateSyntaxError(f"fill {self.name!r} stands outside a component.")


class ComponentNode(Node):
    """A use of a component in a template."""

    child_nodelists = ("body",)

    def __init__(
        self, component: Component, *, values: dict[str, FilterExpression], body: NodeList, fills: dict[str, NodeList]
    ) -> None:
        self.component = component
        self.values = values
        self.body = body
        self.fills = fills
        self.defaults = component.defaults() | dict.fromkeys(component.slots, "")

    def render(self, context: Context) -> str:
        values: Values = self.defaults | {name: value.resolve(context) for name, value in self.values.items()}
        if self.component.slots:
            values[BODY] = self.body.render(context)
            values |= {name: nodes.render(context) for name, nodes in self.fills.items()}
        if self.component.render:
            return self.component.render(values)
        values = self.component.complete(values)
        if self.component.prepare:
            values |= self.component.prepare(values)
        return self._render_template(context, values)

    def _render_template(self, context: Context, values: Values) -> str:
        template = context.render_context.get(self)
        if template is None:
            template = context.template.engine.get_template(self.component.template_name)
            context.render_context[self] = template
        inner = context.new(values)
        inner["csrf_token"] = context.get("csrf_token", "")
        return template.render(inner)


def _values(parser: Parser, token: Token, *, component: Component) -> dict[str, FilterExpression]:
    values: dict[str, FilterExpression] = {}
    for bit in token.split_contents()[1:]:
        named = _NAMED.fullmatch(bit)
        name, value = (named["name"], named["value"]) if named else (next(iter(component.props)), bit)
        if name in values:
            raise TemplateSyntaxError(f"{component.name}: {name} is given twice.")
        values[name] = parser.compile_filter(value)
    return values


def _check(component: Component, values: dict[str, FilterExpression]) -> None:
    accepted = ", ".join(component.props)
    if unknown := component.unknown(set(values)):
        raise TemplateSyntaxError(f"{component.name} does not take {', '.join(unknown)}. It takes: {accepted}.")
    if missing := component.missing(set(values)):
        raise TemplateSyntaxError(f"{component.name} needs {', '.join(missing)}. It takes: {accepted}.")
    for name, value in values.items():
        choices = component.props[name].choices
        if choices and isinstance(value.var, str) and not value.filters and value.var not in choices:
            raise TemplateSyntaxError(f"{component.name}: {name} is one of {', '.join(choices)}, not {value.var!r}.")


def _content(parser: Parser, component: Component) -> tuple[NodeList, dict[str, NodeList]]:
    nodes = parser.parse((f"end{component.name}",))
    parser.delete_first_token()
    fills = {node.name: node.nodelist for node in nodes if isinstance(node, FillNode)}
    if unknown := sorted(set(fills) - set(component.slots)):
        slots = ", ".join(component.slots)
        raise TemplateSyntaxError(f"{component.name} has no slot {', '.join(unknown)}. It has: {slots}.")
    return NodeList(node for node in nodes if not isinstance(node, FillNode)), fills


def _tag(component: Component) -> Callable[[Parser, Token], ComponentNode]:
    def compile_component(parser: Parser, token: Token) -> ComponentNode:
        values = _values(parser, token, component=component)
        _check(component, values)
        body, fills = _content(parser, component) if component.slots else (NodeList(), {})
        return ComponentNode(component, values=values, body=body, fills=fills)

    return compile_component


@register.tag
def fill(parser: Parser, token: Token) -> FillNode:
    """Fill a named slot of the component around it."""
    name = token.contents.removeprefix("fill").strip()
    if not _QUOTED.fullmatch(name):
        raise TemplateSyntaxError('Write {% fill "name" %}.')
    nodes = parser.parse(("endfill",))
    parser.delete_first_token()
    return FillNode(name[1:-1], nodes)


for _component in COMPONENTS.values():
    register.tag(_component.name, _tag(_component))
