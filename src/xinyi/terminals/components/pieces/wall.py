"""Pieces with a map: the district of the wall, the strip of the dispatch desk."""

from django.utils.translation import gettext as _

from xinyi.terminals.components.charts import Box, area_map
from xinyi.terminals.components.registry import Component, Prop, Values, declare

_WALL = Box(1000, 720)


def _map(values: Values) -> Values:
    box = Box(values["width"], values["height"])
    drawn = area_map(
        areas=list(values["areas"]),
        borders=list(values["borders"]),
        pins=list(values["pins"]),
        waters=list(values["waters"]),
        roads=list(values["roads"]),
        box=box,
        geographic=values["geographic"],
    )
    marks = drawn["borders"] or drawn["areas"]
    return {
        **drawn,
        "marks": [mark | {"radius": 12 + min(8, len(str(mark["count"])) * 3)} for mark in marks if mark["name"]],
        "role": "group" if any(area["href"] for area in drawn["areas"]) else "img",
        "label": values["label"] or _("示意图：各处在办件数"),
    }


declare(
    Component(
        name="area_map",
        summary="A schematic map: areas shaded by their count, thick borders, names with counts, alarms that pulse.",
        props={
            "areas": Prop(
                help="dicts: ring or path data, name, count, level (0–4, else by rank), href, at (place of the name)"
            ),
            "borders": Prop(help="dicts: ring, name, count; when given, names and counts stand on these", default=()),
            "pins": Prop(help="dicts: x, y, tone (alarm, worker), text, note", default=()),
            "waters": Prop(help="rivers as path data", default=()),
            "roads": Prop(help="roads as path data", default=()),
            "width": Prop(help="of the drawing", default=_WALL.width),
            "height": Prop(help="of the drawing", default=_WALL.height),
            "geographic": Prop(help="coordinates are longitude and latitude", default=True),
            "label": Prop(help="for screen readers", default=""),
        },
        prepare=_map,
    )
)
