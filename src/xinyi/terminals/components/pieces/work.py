"""Pieces about work: timeline, people, gauge, load, suggestion, alarm."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from xinyi.terminals.components.pieces.moments import clock_html
from xinyi.terminals.components.registry import BODY, Component, Prop, Values, declare

_TWO_LOOKS = Prop(help="terminal", default="resident", choices=("resident", "console"))


def _timeline(values: Values) -> Values:
    return {"label": values["label"] or _("办理经过，最新在前")}


def _alarm_clock(values: Values) -> Values:
    if values["seconds"] is None:
        return {"clock": SafeString("")}
    return {"clock": clock_html(seconds=values["seconds"], instant=values["until"], style="digits")}


declare(
    Component(
        name="timeline",
        summary="What happened, newest first: public, internal, by the system.",
        props={
            "items": Prop(
                help="at is a datetime or words; tone is now, sys, me, ok, late, warn or empty; photos as in photos",
                item={
                    "at": "",
                    "title": "",
                    "note": "",
                    "text": "",
                    "tone": "",
                    "internal": False,
                    "chip": "",
                    "chip_tone": "mute",
                    "photos": (),
                },
            ),
            "label": Prop(help="for screen readers", default=""),
            "today": Prop(help="date that counts as today", default=None),
            "look": _TWO_LOOKS,
        },
        prepare=_timeline,
        looks=("resident", "console"),
    )
)
declare(
    Component(
        name="people",
        summary="Responsibility chain: who, as what, how to reach them; the one who has it now is marked.",
        props={
            "items": Prop(
                help="now says that this one has it; tel is an address; who is how a screen reader names them",
                item={"name": "", "role": "", "now": "", "chip": "", "tone": "mute", "tel": "", "who": ""},
            ),
            "look": _TWO_LOOKS,
        },
        looks=("resident", "console"),
    )
)
declare(
    Component(
        name="gauge",
        summary="A bar that fills, with a mark where the threshold stands.",
        props={
            "percent": Prop(help="0–100"),
            "tick": Prop(help="threshold, 0–100", default=None),
            "tone": Prop(help="colour", default="", choices=("", "hib", "gold", "late")),
        },
        looks=("resident",),
    )
)
declare(
    Component(
        name="load_meter",
        summary="How much somebody has in hand, of what they can carry.",
        props={
            "held": Prop(help="items in hand"),
            "limit": Prop(help="items they can carry", default=0),
            "percent": Prop(help="0–100"),
            "tone": Prop(help="", default="", choices=("", "warn", "danger")),
        },
        looks=("console",),
    )
)
declare(
    Component(
        name="suggestion",
        summary="What a rule proposes, with its reasons; a person decides. The form to follow it stands in the body.",
        props={
            "title": Prop(help="what it proposes"),
            "reasons": Prop(help="why", default=(), item={"label": "", "text": ""}),
            "source": Prop(help="who proposes", default=""),
        },
        slots=(BODY,),
        looks=("console",),
    )
)
declare(
    Component(
        name="alarm",
        summary="The ringing banner: what, until when, who is called next. Sounds until somebody takes it.",
        props={
            "title": Prop(help="what happens"),
            "head": Prop(help="number, since when", default=""),
            "text": Prop(help="where", default=""),
            "seconds": Prop(help="left to take it", default=None),
            "until": Prop(help="datetime at which the next is called", default=None),
            "chain": Prop(help="who is called when", default=(), item={"at": "", "who": "", "note": "", "now": False}),
            "id": Prop(help="fragment id", default="alarm"),
        },
        slots=(BODY,),
        prepare=_alarm_clock,
        looks=("console",),
    )
)
