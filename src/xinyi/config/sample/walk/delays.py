"""How long the simulated staff take: as real offices did, made shorter by one factor for all."""

from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median

from xinyi.config.sample.walk.messages import rows_of, time_of
from xinyi.kernel.calendar.api import elapsed
from xinyi.kernel.scope.api import Asking

REPLIES = Path("complaints", "messages_with_replies_2816.csv")
MEDIAN_WORK_DAYS = 1.3
HOURS_A_DAY = 8


@dataclass(frozen=True)
class Delays:
    """Real delays in work days from message to reply, sorted, and the ``factor`` they are multiplied by."""

    work_days: tuple[float, ...]
    factor: float

    def drawn(self, chance: Random) -> float:
        """Work days from report to close that one case takes when nothing goes wrong."""
        return chance.choice(self.work_days) * self.factor


def read_delays(data: Path, *, asking: Asking) -> Delays:
    """The delays of the folder ``data``; the factor brings their median to ``MEDIAN_WORK_DAYS``."""
    hours = [
        elapsed(asking=asking, start=time_of(row["留言时间"]), end=time_of(row["答复时间"]), rule="work_hour")
        for row in rows_of(data / REPLIES)
    ]
    return scaled(sorted(one.total_seconds() / 3600 / HOURS_A_DAY for one in hours))


def scaled(work_days: list[float]) -> Delays:
    """The delays with the factor that brings their median to ``MEDIAN_WORK_DAYS``."""
    return Delays(tuple(work_days), MEDIAN_WORK_DAYS / median(work_days))
