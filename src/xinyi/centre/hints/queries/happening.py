"""Whether a report speaks of something that goes on at this moment, so that minutes count."""

import re
from datetime import datetime
from functools import cache

from xinyi.centre.hints.queries.shipped import read
from xinyi.centre.hints.queries.words import plain_text
from xinyi.kernel.calendar.api import LOCAL

READ = 300
NIGHT_BEGINS, NIGHT_ENDS = 22, 6


def is_happening_now(text: str, at: datetime) -> bool:
    """The words say that it goes on, or they speak of noise while people sleep (22 to 6, local) and not of yesterday.

    Meant for kinds that can be urgent in this way; only the first ``READ`` characters are read.
    """
    plain = plain_text(text[:READ])
    if words("now").search(plain):
        return True
    return is_night(at) and bool(words("noise").search(plain)) and not words("past").search(plain)


def is_night(at: datetime) -> bool:
    """From 22 to 6 o'clock here."""
    hour = at.astimezone(LOCAL).hour
    return hour >= NIGHT_BEGINS or hour < NIGHT_ENDS


@cache
def words(name: str) -> re.Pattern[str]:
    """One pattern for all words of a sort."""
    return re.compile("|".join(read("happening")[name]))
