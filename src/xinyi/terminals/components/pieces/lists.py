"""Pieces that show many things: rows, figures, facts, tables, tabs, pager, filters, photos."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from xinyi.terminals.components.pieces.words import TONES
from xinyi.terminals.components.registry import BODY, Component, Prop, Values, declare

_LOOK = Prop(help="terminal", default="resident", choices=("resident", "console", "board"))
_TWO_LOOKS = Prop(help="terminal", default="resident", choices=("resident", "console"))
_TONE = Prop(help="tone of the chip", default="mute", choices=TONES)
_MARKS = {
    "urgent": ("e", gettext_noop("急"), gettext_noop("紧急")),
    "quick": ("w", gettext_noop("快"), gettext_noop("较急")),
    "ordinary": ("n", gettext_noop("常"), gettext_noop("一般")),
}


def _mark(values: Values) -> Values:
    if not values["mark"]:
        return {"mark_class": "", "mark_word": "", "mark_label": ""}
    style, word, label = _MARKS[values["mark"]]
    return {"mark_class": style, "mark_word": _(word), "mark_label": _(label)}


def _columns(values: Values) -> Values:
    return {"count": len(values["items"]), "label": values["label"] or _("照片")}


declare(
    Component(
        name="tile",
        summary="A service on the home page: icon over word.",
        props={
            "label": Prop(help="two to four characters"),
            "href": Prop(help="address"),
            "icon": Prop(help="name of an icon", default="grid"),
            "note": Prop(help="one short promise, shown in the catalogue", default=""),
            "badge": Prop(help="number that waits for the reader", default=""),
        },
        looks=("resident",),
    )
)
declare(
    Component(
        name="service",
        summary="A service in the catalogue: icon, name, promise.",
        props={
            "label": Prop(help="name"),
            "href": Prop(help="address"),
            "icon": Prop(help="name of an icon", default="grid"),
            "note": Prop(help="what is promised", default=""),
        },
        looks=("resident",),
    )
)
declare(
    Component(
        name="matter",
        summary="One of my matters as a row: title, state, and in the body who and by when.",
        props={
            "title": Prop(help="what it is"),
            "href": Prop(help="address"),
            "chip": Prop(help="state in words", default=""),
            "tone": _TONE,
        },
        slots=(BODY,),
        looks=("resident",),
    )
)
declare(
    Component(
        name="row",
        summary="A line of news: chip, title, when and from whom.",
        props={
            "title": Prop(help="what it is"),
            "href": Prop(help="address"),
            "chip": Prop(help="kind in a word", default=""),
            "tone": _TONE,
            "note": Prop(help="when, from whom", default=""),
            "unread": Prop(help="not opened yet", default=False),
        },
        looks=("resident",),
    )
)
declare(
    Component(
        name="queue_row",
        summary="A work item in the inbox: weight, title, clock, where it is.",
        props={
            "title": Prop(help="what it is"),
            "href": Prop(help="address"),
            "mark": Prop(help="weight", default="ordinary", choices=("", *_MARKS)),
            "clock": Prop(help="time left in words", default=""),
            "clock_tone": Prop(help="", default="", choices=("", "warn", "danger")),
            "chip": Prop(help="instead of the clock", default=""),
            "tone": _TONE,
            "left": Prop(help="place and state", default=""),
            "right": Prop(help="when it came", default=""),
            "number": Prop(help="its number on the map", default=""),
            "current": Prop(help="the open one", default=False),
        },
        prepare=_mark,
        looks=("console",),
    )
)
declare(
    Component(
        name="figures",
        summary="A few large numbers with what they count.",
        props={
            "items": Prop(
                help="numbers as words; tone danger for what went wrong",
                item={"label": "", "value": "", "unit": "", "note": "", "tone": ""},
            ),
            "look": _LOOK,
            "flush": Prop(help="no space below", default=False),
        },
    )
)
declare(
    Component(
        name="facts",
        summary="Labels and values.",
        props={
            "items": Prop(
                help="labels with their values",
                item={"label": "", "value": "", "chip": "", "tone": "mute", "strong": False, "href": ""},
            ),
            "look": _TWO_LOOKS,
        },
        looks=("resident", "console"),
    )
)
declare(
    Component(
        name="photos",
        summary="Photos side by side; each opens the large one.",
        props={
            "items": Prop(
                help="thumb and url are addresses; alt says what it shows",
                item={"thumb": "", "url": "", "alt": "", "note": "", "width": 400, "height": 300},
            ),
            "label": Prop(help="for screen readers", default=""),
            "two": Prop(help="two in a row", default=False),
        },
        prepare=_columns,
        looks=("resident", "console"),
    )
)
declare(
    Component(
        name="tabs",
        summary="Filter of a list by links; the present one is marked.",
        props={
            "items": Prop(help="links", item={"label": "", "href": "", "count": "", "current": False}),
            "label": Prop(help="for screen readers"),
            "look": Prop(
                help="resident, queue (inbox) or views (list)",
                default="resident",
                choices=("resident", "queue", "views"),
            ),
        },
        looks=("resident", "console"),
    )
)
declare(
    Component(
        name="table",
        summary="A table that scrolls by itself; head and rows stand in the body. Also on a phone: rows as links.",
        props={
            "caption": Prop(help="what it lists, for screen readers"),
            "tight": Prop(help="low rows", default=False),
            "flat": Prop(help="without a frame", default=False),
            "fit": Prop(help="as high as its rows", default=True),
        },
        slots=(BODY,),
        looks=("console",),
    )
)
declare(
    Component(
        name="filter_bar",
        summary="Conditions of a list as a GET form; chosen ones below as chips that can be taken away.",
        props={
            "label": Prop(help="for screen readers"),
            "action": Prop(help="address", default=""),
            "chosen": Prop(help="href is the list without it", default=(), item={"label": "", "href": ""}),
            "clear": Prop(help="address without any", default=""),
            "note": Prop(help="order of the list", default=""),
            "button": Prop(help="words of the button", default=""),
        },
        slots=(BODY,),
        looks=("console",),
    )
)
declare(
    Component(
        name="pager",
        summary="Previous and next page by key, never by number.",
        props={
            "previous": Prop(help="address, empty on the first page", default=""),
            "next": Prop(help="address, empty on the last page", default=""),
            "note": Prop(help="what this page holds", default=""),
        },
        looks=("resident", "console"),
    )
)
