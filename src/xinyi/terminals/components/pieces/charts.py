"""Charts drawn by the server: hours against their mean, a stacked bar, bars side by side."""

from django.utils.translation import gettext as _

from xinyi.terminals.components.charts import Box, ceiling, line_path, shares, upright_bars
from xinyi.terminals.components.registry import Component, Prop, Values, declare

_PLOT = Box(400, 178)
_TONES = ("brand", "gold", "info", "hib", "warn", "mute", "ok")


def _hours(values: Values) -> Values:
    counts, mean = list(values["values"]), list(values["mean"])
    top = ceiling(max([*counts, *mean, 3]))
    bars = upright_bars(counts, slots=24, box=_PLOT, top=top)
    peak = max(bars, key=lambda bar: bar.value, default=None)
    lines = [{"y": round(_PLOT.height - _PLOT.height * part / 3, 1), "value": top * part // 3} for part in (1, 2, 3)]
    return {
        "bars": bars,
        "peak": peak if peak and peak.value else None,
        "lines": lines,
        "path": line_path(mean, slots=24, box=_PLOT, top=top),
        "ticks": [{"x": round(hour * _PLOT.width / 24 + 8.3, 1), "label": hour} for hour in (0, 6, 12, 18, 23)],
        "label": values["label"] or _hours_label(peak),
    }


def _hours_label(peak: object) -> str:
    if peak is None or not getattr(peak, "value", 0):
        return _("今天每小时件数，还没有")
    return _("今天每小时件数，%(hour)s 时最多，%(count)s 件") % {"hour": peak.label, "count": peak.value}


def _parts(values: Values) -> Values:
    items = [item | {"tone": item["tone"] or _TONES[place % len(_TONES)]} for place, item in enumerate(values["items"])]
    spans = shares([item["value"] for item in items], width=100, gap=0.8)
    drawn = [item | {"x": x, "width": width} for item, (x, width) in zip(items, spans, strict=True)]
    return {"items": [item | {"shown": item["value"] if item["shown"] is None else item["shown"]} for item in drawn]}


def _side_bars(values: Values) -> Values:
    items = values["items"]
    largest = max([item["value"] for item in items], default=0) or 1
    return {"items": [item | {"width": round(item["value"] / largest * 100, 1)} for item in items]}


declare(
    Component(
        name="hourly_bars",
        summary="Today's hours as bars, the four-week mean as a line.",
        props={
            "values": Prop(help="count per hour from 0 on, the last one still running"),
            "mean": Prop(help="24 means", default=()),
            "label": Prop(help="for screen readers", default=""),
        },
        prepare=_hours,
    )
)
declare(
    Component(
        name="shares",
        summary="Parts of a whole as one bar, with a legend that carries the numbers.",
        props={
            "items": Prop(
                help="shown is printed instead of value",
                item={"label": "", "value": 0, "shown": None, "tone": ""},
            ),
            "thin": Prop(help="a lower bar", default=False),
        },
        prepare=_parts,
    )
)
declare(
    Component(
        name="bars",
        summary="Amounts side by side, largest first as given.",
        props={"items": Prop(help="amounts", item={"label": "", "value": 0})},
        prepare=_side_bars,
    )
)
