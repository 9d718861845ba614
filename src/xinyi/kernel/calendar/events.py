"""What others may need to know about the calendar."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class YearPublished:
    """The official days of a year are known now; deadlines in it were provisional and are computed again."""

    year: int
    at: datetime
