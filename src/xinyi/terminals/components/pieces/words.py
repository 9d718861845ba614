"""Small pieces: icon, chip, button, link, avatar, telephone, masked value, callout, empty state, page head."""

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from xinyi.terminals.components.icons import FALLBACK, ICONS
from xinyi.terminals.components.registry import BODY, Component, Prop, Values, declare

TONES = ("mute", "brand", "ok", "info", "warn", "danger", "gold", "hib")
_HIDDEN = SafeString('<svg class="i" aria-hidden="true" ')
_CALLOUT_ICONS = {"warn": "warning", "danger": "warning", "ok": "tick", "info": "info"}


def icon_html(name: str, label: str = "") -> SafeString:
    """The drawing; an unknown name draws the grid, as a folder of a third party may bring one we lack."""
    body = SafeString(ICONS.get(name, ICONS[FALLBACK]))
    if not label:
        return SafeString(_HIDDEN + body)
    return format_html('<svg class="i" role="img" aria-label="{}" {}', label, body)


def _optional_icon(name: str) -> SafeString:
    return icon_html(name) if name else SafeString("")


def _icon(values: Values) -> SafeString:
    return icon_html(values["name"], values["label"])


def _chip(values: Values) -> SafeString:
    return format_html(
        '<span class="chip {}">{}{}</span>', values["tone"], _optional_icon(values["icon"]), values["text"]
    )


def _key(key: str) -> SafeString:
    return format_html('<kbd aria-hidden="true">{}</kbd>', key) if key else SafeString("")


def _attributes(**pairs: object) -> SafeString:
    """Attributes that have a value, in the order given; True stands without one."""
    words = [
        format_html(" {}", name.replace("_", "-"))
        if value is True
        else format_html(' {}="{}"', name.replace("_", "-"), value)
        for name, value in pairs.items()
        if value not in {"", None, False}
    ]
    return SafeString("".join(words))


def _look_classes(values: Values) -> str:
    size = " s" if values["small"] else ""
    return f"btn {values['tone']}{size}{' wide' if values['wide'] else ''}"


def _button(values: Values) -> SafeString:
    return format_html(
        '<button class="{}" type="{}"{}>{}{}{}</button>',
        _look_classes(values),
        values["type"],
        _attributes(
            name=values["name"],
            value=values["value"],
            form=values["form"],
            formaction=values["formaction"],
            formnovalidate=values["lenient"],
            disabled=values["disabled"],
            aria_keyshortcuts=values["key"],
            data_key=values["key"].lower(),
        ),
        _optional_icon(values["icon"]),
        values["label"],
        _key(values["key"]),
    )


def _link(values: Values) -> SafeString:
    classes = "lk" if values["tone"] == "text" else _look_classes(values)
    hidden = format_html('<span class="vh">{}</span>', values["hidden"]) if values["hidden"] else ""
    return format_html(
        '<a class="{}" href="{}"{}>{}{}{}{}{}</a>',
        classes,
        values["href"],
        _attributes(aria_keyshortcuts=values["key"], data_key=values["key"].lower()),
        _optional_icon(values["icon"]),
        values["label"],
        hidden,
        _optional_icon(values["after"]),
        _key(values["key"]),
    )


def _avatar(values: Values) -> SafeString:
    return format_html('<span class="ava" aria-hidden="true">{}</span>', str(values["name"])[:1])


def _call(values: Values) -> SafeString:
    label = _("给%(who)s打电话") % {"who": values["who"]}
    return format_html(
        '<a class="call" href="{}" aria-label="{}">{}</a>', values["href"], label, icon_html("telephone")
    )


def _masked(values: Values) -> SafeString:
    reveal = ""
    if values["reveal"]:
        label = values["label"] or _("查看并留痕")
        reveal = format_html(' <a class="lk" href="{}">{}</a>', values["reveal"], label)
    return format_html('<span class="mask">{}</span>{}', values["value"], reveal)


def _callout(values: Values) -> Values:
    icon = values["icon"] or _CALLOUT_ICONS.get(values["tone"], "info")
    role = "alert" if values["alert"] else ""
    return {"icon": icon, "role": role, "filled": bool(conditional_escape(values[BODY]).strip())}


_TONE = Prop(help="meaning, never decoration; red only for alarm, overdue, error", default="mute", choices=TONES)
_ICON = Prop(help="name of an icon before the words", default="")
_KEY = Prop(help="console key that does the same", default="")
_BUTTON_TONE = ("primary", "line", "plain", "stop")

declare(
    Component(
        name="icon",
        summary="A line drawing; hidden from screen readers unless it has a label.",
        props={"name": Prop(help="one of the names in icons.py"), "label": Prop(help="words for it", default="")},
        render=_icon,
    )
)
declare(
    Component(
        name="chip",
        summary="A state in words. Colour is never the only cue.",
        props={"text": Prop(help="the state"), "tone": _TONE, "icon": _ICON},
        render=_chip,
    )
)
declare(
    Component(
        name="button",
        summary="Does something. One primary button a screen.",
        props={
            "label": Prop(help="a plain verb"),
            "tone": Prop(help="weight", default="primary", choices=_BUTTON_TONE),
            "icon": _ICON,
            "type": Prop(help="HTML type", default="submit", choices=("submit", "button", "reset")),
            "name": Prop(help="field name", default=""),
            "value": Prop(help="field value", default=""),
            "form": Prop(help="id of a form elsewhere on the page", default=""),
            "formaction": Prop(help="another address", default=""),
            "lenient": Prop(help="sends without the browser's checks", default=False),
            "disabled": Prop(help="cannot be pressed", default=False),
            "wide": Prop(help="fills the row", default=False),
            "small": Prop(help="for rows of tools", default=False),
            "key": _KEY,
        },
        render=_button,
    )
)
declare(
    Component(
        name="link",
        summary="Goes somewhere; looks like text or like a button.",
        props={
            "label": Prop(help="where to"),
            "href": Prop(help="address"),
            "tone": Prop(help="looks", default="text", choices=("text", *_BUTTON_TONE)),
            "icon": _ICON,
            "after": Prop(help="icon after the words", default=""),
            "hidden": Prop(help="words only for screen readers", default=""),
            "wide": Prop(help="fills the row", default=False),
            "small": Prop(help="for rows of tools", default=False),
            "key": _KEY,
        },
        render=_link,
    )
)
declare(
    Component(
        name="avatar",
        summary="The first character of a name in a circle.",
        props={"name": Prop(help="whose")},
        render=_avatar,
    )
)
declare(
    Component(
        name="call",
        summary="A telephone in a circle.",
        props={"href": Prop(help="tel: address, or the page that reveals the number"), "who": Prop(help="whom")},
        render=_call,
    )
)
declare(
    Component(
        name="masked",
        summary="A masked value and the page that reveals it and leaves a trace.",
        props={
            "value": Prop(help="already masked"),
            "reveal": Prop(help="address; empty: not offered", default=""),
            "label": Prop(help="words of the link", default=""),
        },
        render=_masked,
    )
)
declare(
    Component(
        name="callout",
        summary="Something to know here: colour, icon and words together.",
        props={
            "title": Prop(help="first line, bold", default=""),
            "tone": Prop(help="meaning", default="mute", choices=("mute", "info", "warn", "ok", "danger")),
            "icon": Prop(help="other than the tone's own", default=""),
            "alert": Prop(help="read aloud at once", default=False),
            "look": Prop(help="terminal", default="resident", choices=("resident", "console")),
        },
        slots=(BODY, "action"),
        prepare=_callout,
        looks=("resident", "console"),
    )
)
declare(
    Component(
        name="empty_state",
        summary="Nothing here yet: what will be here, and the next step.",
        props={
            "title": Prop(help="the fact"),
            "text": Prop(help="what will be here", default=""),
            "action": Prop(help="words of the button", default=""),
            "href": Prop(help="address of the button", default=""),
            "heading": Prop(help="level of the heading", default=2),
        },
    )
)
declare(
    Component(
        name="page_head",
        summary="Head of a console page: where we are, what it is, tools at the right.",
        props={
            "title": Prop(help="the page"),
            "crumb": Prop(help="above it", default=""),
            "lead": Prop(help="one sentence below", default=""),
            "chip": Prop(help="state beside the title", default=""),
            "tone": _TONE,
        },
        slots=(BODY,),
        looks=("console",),
    )
)
