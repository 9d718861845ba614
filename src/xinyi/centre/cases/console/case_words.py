"""Words of the case page for names that the table and the timeline carry."""

from typing import Any

from django.utils.translation import gettext as _

from xinyi.terminals.components.wording import HOUR, duration_words


def promise_label(name: str) -> str:
    """What a promise is called beside its clock."""
    return {
        "first_response": _("首次回应"),
        "admit": _("立案"),
        "dispatch": _("派单"),
        "accept": _("接收"),
        "handle": _("处置"),
        "check": _("核查"),
    }[name]


def limit_words(deadline: Any) -> str:
    """How long a promise gives, in what it is counted in. Any: a deadline is named only inside work."""
    amount = f"{deadline.amount:g}"
    match deadline.rule:
        case "work_hour":
            return _("%(amount)s 个工作小时") % {"amount": amount}
        case "work_day":
            return _("%(amount)s 个工作日") % {"amount": amount}
        case "natural_day":
            return _("%(amount)s 天") % {"amount": amount}
    return duration_words(round(deadline.amount * HOUR))


def side_words(side: str) -> str:
    """Who did it, where no name is kept."""
    return {"reporter": _("居民"), "system": "", "staff": _("工作人员")}.get(side, "")


def channel_words(channel: str) -> str:
    """Where a case came from."""
    return {
        "web": _("居民端"),
        "grid": _("网格巡查"),
        "counter": _("窗口"),
        "telephone": _("电话"),
        "12345": _("12345 热线"),
    }.get(channel, channel)
