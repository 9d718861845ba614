"""The left column: today by the hour, where open work stands, where it comes from, what it is about."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xinyi.kernel.facts.api import Flow
from xinyi.kernel.work.api import workflow_of
from xinyi.terminals.board.pages.look import Look

HOURS = 24
FOUR_WEEKS = timedelta(days=28)
MOST_STAGES, MOST_KINDS, MOST_CHANNELS = 6, 6, 4
CHANNELS = {
    "web": gettext_lazy("居民手机"),
    "grid": gettext_lazy("网格巡查"),
    "telephone": gettext_lazy("电话"),
    "counter": gettext_lazy("窗口"),
    "12345": gettext_lazy("12345 热线"),
}


def received(look: Look) -> Iterable[Flow]:
    """Today's flows of what came in."""
    return (flow for flow in look.today.flows if flow.name in look.received)


def hours(look: Look) -> list[int]:
    """What came in per hour, up to the one that is running."""
    counts: Counter[int] = Counter()
    for flow in received(look):
        counts[flow.hour] += flow.count
    return [counts[hour] for hour in range(localtime(look.now).hour + 1)]


def mean(look: Look) -> list[float]:
    """The mean per hour of the same weekday within the last four weeks; empty before there is one."""
    day = localtime(look.now).date()
    sums, days = [0] * HOURS, set()
    for (name, on, hour), total in look.closed.hours.items():
        if name in look.received and on.weekday() == day.weekday() and day - FOUR_WEEKS <= on < day:
            sums[hour] += total.count
            days.add(on)
    return [round(one / len(days), 1) for one in sums] if days else []


def stages(look: Look) -> list[dict[str, Any]]:
    """Open items by state, in the order of their tables; states of one name in several tables are one."""
    counts: Counter[str] = Counter()
    order: dict[str, int] = {}
    for one in look.standing.counts:
        workflow = workflow_of(one.kind)
        state = workflow.state(one.state)
        counts[str(state.label)] += one.count
        order.setdefault(str(state.label), workflow.states.index(state))
    largest = {label for label, _count in counts.most_common(MOST_STAGES)}
    return [{"label": label, "value": counts[label]} for label in sorted(largest, key=lambda label: order[label])]


def channels(look: Look) -> list[dict[str, Any]]:
    """Where today's work came from, in percent."""
    counts: Counter[str] = Counter()
    for flow in received(look):
        counts[flow.channel] += flow.count
    total = sum(counts.values()) or 1
    return [
        {
            "label": CHANNELS.get(channel, channel) or _("其他"),
            "value": count,
            "shown": f"{100 * count / total:.0f}%",
        }
        for channel, count in counts.most_common(MOST_CHANNELS)
    ]


def kinds(look: Look) -> list[dict[str, Any]]:
    """What today's work is about."""
    counts: Counter[str] = Counter()
    for flow in received(look):
        counts[look.words.get(flow.kind, flow.kind) or _("待定类别")] += flow.count
    return [{"label": label, "value": count} for label, count in counts.most_common(MOST_KINDS)]
