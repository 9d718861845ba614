"""Pieces about time: a moment, a countdown, the promise, the stages."""

from datetime import datetime

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from xinyi.terminals.components.registry import BODY, Component, Prop, Values, declare
from xinyi.terminals.components.wording import duration_digits, duration_parts, moment_words, units

_STYLES = ("auto", "short", "clock", "day", "full")
_STAMPS = {
    "waiting": (gettext_noop("承诺待兑"), gettext_noop("承诺尚未到期")),
    "kept": (gettext_noop("承诺已兑"), gettext_noop("已按承诺办结")),
    "broken": (gettext_noop("承诺未兑"), gettext_noop("没有按承诺办结")),
}


def _time(values: Values) -> SafeString:
    value = values["value"]
    if not isinstance(value, datetime):
        return format_html("{}", value or "")
    words = moment_words(value, style=values["style"], today=values["today"] or timezone.localdate())
    return format_html('<time class="num" datetime="{}">{}</time>', value.isoformat(timespec="minutes"), words)


def clock_html(*, seconds: int, instant: datetime | None, style: str, rising: bool = False) -> SafeString:
    """The time left or gone, and the element that keeps it true while the page is open."""
    words = _big(seconds, style) if style.startswith("big") else _flat(seconds, style)
    if instant is None:
        return words
    side = "since" if rising else "until"
    return format_html(
        '<x-clock {}="{}" look="{}" units="{}">{}</x-clock>', side, instant.isoformat(), style, ",".join(units()), words
    )


def _big(seconds: int, style: str) -> SafeString:
    parts = duration_parts(seconds, with_seconds=style == "big-seconds")
    return SafeString("".join(format_html("{}<small>{}</small>", part.number, part.unit) for part in parts))


def _flat(seconds: int, style: str) -> SafeString:
    if style == "digits":
        return format_html("{}", duration_digits(seconds))
    return format_html("{}", " ".join(f"{part.number} {part.unit}" for part in duration_parts(seconds)))


def _countdown(values: Values) -> SafeString:
    return clock_html(
        seconds=values["seconds"],
        instant=values["until"] or values["since"],
        style=values["style"],
        rising=bool(values["since"]),
    )


def _promise(values: Values) -> Values:
    words, meaning = _STAMPS[values["state"]]
    late = values["state"] == "broken"
    return {
        "stamp": list(_(words)) if len(_(words)) == len(words) else [_(words)],
        "meaning": _(meaning),
        "late": late,
        "label": values["label"] or (_("比承诺晚了") if late else _("距承诺办结还有")),
        "clock": clock_html(
            seconds=values["seconds"],
            instant=values["until"],
            style="big" if values["look"] == "resident" else "big-seconds",
        ),
    }


def _stage_words(values: Values) -> Values:
    stages = values["items"]
    now = next((place for place, stage in enumerate(stages, 1) if stage.get("state") in {"now", "late"}), len(stages))
    label = _("办理进度，共 %(all)s 步，当前第 %(now)s 步") % {"all": len(stages), "now": now}
    return {"label": values["label"] or label}


_STAGES = Prop(
    help="at and note are words; state is done, now, late or todo; percent is how much of the present stage is used",
    item={"label": "", "at": "", "note": "", "state": "todo", "percent": ""},
)

declare(
    Component(
        name="time",
        summary="A moment in the reader's words, with the machine's form beside it.",
        props={
            "value": Prop(help="datetime; anything else is shown as it is"),
            "style": Prop(help="how much of it", default="auto", choices=_STYLES),
            "today": Prop(help="date that counts as today", default=None),
        },
        render=_time,
    )
)
declare(
    Component(
        name="countdown",
        summary="Time left or gone; ticks while the page is open, true without a script when it was sent.",
        props={
            "seconds": Prop(help="left, or gone when negative or since"),
            "until": Prop(help="datetime it runs to", default=None),
            "since": Prop(help="datetime it runs from", default=None),
            "style": Prop(help="looks", default="words", choices=("words", "digits", "big", "big-seconds")),
        },
        render=_countdown,
    )
)
declare(
    Component(
        name="promise",
        summary="The promise: time left, the stamp, the gauge, and what was said. A broken one is shown as broken.",
        props={
            "seconds": Prop(help="left, or late when state is broken"),
            "until": Prop(help="datetime promised", default=None),
            "state": Prop(help="waiting, kept or broken", default="waiting", choices=tuple(_STAMPS)),
            "percent": Prop(help="used, 0–100", default=0),
            "tick": Prop(help="percent at which the promise stood, when late", default=None),
            "label": Prop(help="above the figure", default=""),
            "paused": Prop(help="words when the clock stands still", default=""),
            "look": Prop(help="terminal", default="resident", choices=("resident", "console")),
        },
        slots=(BODY,),
        prepare=_promise,
        looks=("resident", "console"),
    )
)
declare(
    Component(
        name="steps",
        summary="Stages as a line of dots; upright in large text and at 320 px.",
        props={
            "items": _STAGES,
            "label": Prop(help="for screen readers", default=""),
            "timed": Prop(help="with times and limits", default=False),
        },
        prepare=_stage_words,
        looks=("resident",),
    )
)
declare(
    Component(
        name="stages",
        summary="Stages as a bar, each with its own clock.",
        props={"items": _STAGES, "label": Prop(help="for screen readers", default="")},
        prepare=_stage_words,
        looks=("console",),
    )
)
