"""Reads of items: one of them with all that hangs on it, lists, counts, what rings."""

from xinyi.kernel.work.queries.lists import (
    Cursor,
    Filters,
    OpenCount,
    Page,
    alarms,
    count_mine,
    holder_loads,
    items_overseen,
    items_seen,
    items_taking_part,
    my_items,
    open_counts,
    ringing,
)
from xinyi.kernel.work.queries.views import View, item_view, line_text, open_steps, reporters_of, seen_item
from xinyi.kernel.work.queries.wall import Alarm, Standing, standing
from xinyi.kernel.work.queries.workflows import workflow_of, workflows

__all__ = [
    "Alarm",
    "Cursor",
    "Filters",
    "OpenCount",
    "Page",
    "Standing",
    "View",
    "alarms",
    "count_mine",
    "holder_loads",
    "item_view",
    "items_overseen",
    "items_seen",
    "items_taking_part",
    "line_text",
    "my_items",
    "open_counts",
    "open_steps",
    "reporters_of",
    "ringing",
    "seen_item",
    "standing",
    "workflow_of",
    "workflows",
]
