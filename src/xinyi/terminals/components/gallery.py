"""The gallery: every component with its props and a rendered example, from the same declarations that check its use."""

from typing import Any

from django import forms
from django.template import engines
from django.utils.translation import gettext_lazy as _

from xinyi.terminals.components.pieces import COMPONENTS
from xinyi.terminals.components.registry import REQUIRED, Component, Prop
from xinyi.terminals.components.sample.examples import EXAMPLES

LOOKS = ("resident", "console", "board")


class GalleryForm(forms.Form):
    """A form in error, so that the pieces of forms have something to show."""

    phone = forms.CharField(label=_("手机号"), help_text=_("办好了往这里通知您"))
    why = forms.ChoiceField(
        label=_("为什么"), widget=forms.RadioSelect, choices=[("1", _("和办事无关")), ("2", _("看得太多"))]
    )


def _prop(name: str, prop: Prop) -> dict[str, Any]:
    required = prop.default is REQUIRED
    return {
        "name": name,
        "help": prop.help,
        "required": required,
        "default": "" if required else repr(prop.default),
        "choices": ", ".join(choice for choice in prop.choices if choice),
        "item": ", ".join(prop.item) if prop.item else "",
    }


def _example(component: Component, look: str) -> str:
    example = EXAMPLES[component.name]
    form = GalleryForm(data={}, prefix=f"gallery_{component.name}")
    context = {
        "look": look,
        "tab_look": "resident" if look == "resident" else "views",
        "form": form,
        "idem": "00000000-0000-4000-8000-000000000000",
        **example.values,
    }
    return str(engines["django"].from_string("{% load components %}" + example.source).render(context))


def gallery(look: str = "resident") -> list[dict[str, Any]]:
    """One dict per component that has this look, in order of declaration: name, summary, props, slots, source, html."""
    return [
        {
            "name": component.name,
            "summary": component.summary,
            "props": [_prop(name, prop) for name, prop in component.props.items()],
            "slots": ", ".join(component.slots),
            "source": EXAMPLES[component.name].source,
            "html": _example(component, look),
        }
        for component in COMPONENTS.values()
        if look in component.looks
    ]
