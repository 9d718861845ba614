"""Pieces of forms: a field with hint and error, the summary of errors, photos to add, a fold."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from xinyi.terminals.components.registry import BODY, Component, Prop, Values, declare

_CLASSES = {"resident": "in", "console": "ctl"}
_TWO_LOOKS = Prop(help="terminal", default="resident", choices=("resident", "console"))


def _kind(field: Any) -> str:
    """How the widget is laid out; Any: a BoundField's widget is any of Django's or ours."""
    kind = getattr(field.field.widget, "input_type", "")
    many = getattr(field.field.widget, "allow_multiple_selected", False)
    if kind == "radio" or (kind == "checkbox" and many):
        return "choices"
    return {"checkbox": "check", "select": "select", "hidden": "hidden"}.get(kind, "plain")


def _described(field: Any, hint: str) -> str:
    ids = [f"{field.auto_id}_hint"] if hint else []
    if field.errors:
        ids.append(f"{field.auto_id}_error")
    return " ".join(ids)


def _widget(values: Values, *, kind: str, hint: str) -> SafeString:
    field = values["field"]
    classes = "" if kind == "check" else f"{_CLASSES[values['look']]}{' bad' if field.errors else ''} {values['extra']}"
    attributes: dict[str, object] = {"class": classes.strip()} if classes else {}
    if described := _described(field, hint):
        attributes["aria-describedby"] = described
    if field.errors:
        attributes["aria-invalid"] = "true"
    if values["placeholder"]:
        attributes["placeholder"] = values["placeholder"]
    return field.as_widget(attrs=attributes)


def _field(values: Values) -> Values:
    field = values["field"]
    kind = _kind(field)
    hint = values["hint"] or field.help_text
    return {
        "kind": kind,
        "hint": hint,
        "id": field.auto_id,
        "label": values["label"] or field.label,
        "widget": "" if kind == "choices" else _widget(values, kind=kind, hint=hint),
        "options": list(field) if kind == "choices" else [],
        "errors": list(field.errors),
        "optional": not field.field.required and kind not in {"check", "hidden"},
    }


def _errors(values: Values) -> Values:
    """From a form: one line per field in error, linked to it; from a list of dicts: as given."""
    form = values["form"]
    if not form:
        return {"errors": [], "title": ""}
    errors = [
        {"text": text, "href": f"#{form[name].auto_id}" if name != "__all__" else ""}
        for name, texts in form.errors.items()
        for text in texts
    ]
    return {"errors": errors, "title": values["title"] or _summary_title(len(errors))}


def _summary_title(count: int) -> str:
    return _("还差一处要改") if count == 1 else _("还有 %(count)s 处要改") % {"count": count}


def _hidden_fields(values: Values) -> SafeString:
    version = values["version"]
    fields = format_html('<input type="hidden" name="idem" value="{}">', values["idem"])
    if version not in {None, ""}:
        fields += format_html('<input type="hidden" name="version" value="{}">', version)
    return fields


declare(
    Component(
        name="field",
        summary="A bound form field: label, hint, error, widget; radios become rows, a checkbox a consent line.",
        props={
            "field": Prop(help="a BoundField"),
            "label": Prop(help="instead of the field's own", default=""),
            "hint": Prop(help="instead of the help text", default=""),
            "placeholder": Prop(help="an example, never the label", default=""),
            "even": Prop(help="radios as tiles in two columns", default=False),
            "extra": Prop(help="more classes of the control", default=""),
            "look": _TWO_LOOKS,
        },
        slots=(BODY,),
        prepare=_field,
        looks=("resident", "console"),
    )
)
declare(
    Component(
        name="error_summary",
        summary="What is wrong and where to mend it, above the form; each line leads to its field.",
        props={
            "form": Prop(help="a bound form", default=None),
            "title": Prop(help="instead of the count", default=""),
            "look": _TWO_LOOKS,
        },
        prepare=_errors,
        looks=("resident", "console"),
    )
)
declare(
    Component(
        name="once",
        summary="Hidden fields of every writing form: the idempotency key and the version it saw.",
        props={
            "idem": Prop(help="a fresh uuid"),
            "version": Prop(help="of an existing item", default=None),
        },
        render=_hidden_fields,
        looks=(),
    )
)
declare(
    Component(
        name="photo_input",
        summary="Adds photos: a plain file input; the script shrinks them to 1600 px and shows them.",
        props={
            "name": Prop(help="field name", default="photos"),
            "label": Prop(help="words of the button", default=""),
            "look": Prop(
                help="tool (beside others) or add (a tile of the strip)", default="tool", choices=("tool", "add")
            ),
            "id": Prop(help="id of the input", default="photos"),
        },
        looks=("resident", "console"),
    )
)
declare(
    Component(
        name="fold",
        summary="A dialog without a script: a summary that opens a panel, with the form inside it.",
        props={
            "summary": Prop(help="what opens it"),
            "open": Prop(help="already open, as after an error", default=False),
            "button": Prop(help="the summary looks like a button", default=False),
            "tone": Prop(help="of the button", default="line", choices=("line", "primary", "stop", "plain")),
            "id": Prop(help="anchor", default=""),
        },
        slots=(BODY,),
        looks=("resident", "console"),
    )
)
