"""Durations and moments in words, short enough for a chip and a clock."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

MINUTE, HOUR, DAY = 60, 3600, 86400


class Part(NamedTuple):
    """A number and its unit."""

    number: str
    unit: str


def units() -> tuple[str, str, str, str]:
    """Day, hour, minute and second in the reader's language; the clock script gets the same words."""
    return pgettext("时长", "天"), pgettext("时长", "小时"), pgettext("时长", "分"), pgettext("时长", "秒")


def duration_parts(seconds: int, *, with_seconds: bool = False) -> list[Part]:
    """The two largest units of a length of time, both signs alike; with seconds, down to the second."""
    day, hour, minute, second = units()
    rest = abs(int(seconds))
    if rest >= DAY:
        return [Part(str(rest // DAY), day), Part(str(rest % DAY // HOUR), hour)]
    parts = [Part(str(rest // HOUR), hour)] if rest >= HOUR else []
    if rest >= MINUTE:
        parts.append(Part(str(rest % HOUR // MINUTE), minute))
    if with_seconds or rest < MINUTE:
        parts.append(Part(str(rest % MINUTE), second))
    return parts


def duration_words(seconds: int) -> str:
    """``3 小时 12 分``: the parts in one line."""
    return " ".join(f"{part.number} {part.unit}" for part in duration_parts(seconds))


def duration_digits(seconds: int) -> str:
    """``02:47``, or ``1:02:47`` from an hour on."""
    rest = abs(int(seconds))
    hours, minutes = divmod(rest // MINUTE, 60)
    tail = f"{minutes:02d}:{rest % MINUTE:02d}"
    return f"{hours}:{tail}" if hours else tail


def moment_words(value: datetime, *, style: str, today: date) -> str:
    """A moment in words: ``auto`` says today and yesterday; ``clock``, ``day`` and ``full`` are what they say.

    ``short`` leaves today out, for a column of moments.
    """
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    if style == "clock" or (style == "short" and local.date() == today):
        return date_format(local, "H:i")
    if style == "day":
        return date_format(local, pgettext("日期格式", "n 月 j 日"))
    if style == "full":
        return date_format(local, pgettext("日期格式", "Y 年 n 月 j 日 H:i"))
    return _near(local, today)


def _near(local: datetime, today: date) -> str:
    clock = date_format(local, "H:i")
    if local.date() == today:
        return _("今天 %(clock)s") % {"clock": clock}
    if local.date() == today - timedelta(days=1):
        return _("昨天 %(clock)s") % {"clock": clock}
    if local.date() == today + timedelta(days=1):
        return _("明天 %(clock)s") % {"clock": clock}
    if local.year == today.year:
        return date_format(local, pgettext("日期格式", "n 月 j 日 H:i"))
    return date_format(local, pgettext("日期格式", "Y 年 n 月 j 日"))
