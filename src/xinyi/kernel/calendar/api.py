"""The door to the calendar."""

from xinyi.kernel.calendar.actions import NamedDay, WrongYear, publish_year
from xinyi.kernel.calendar.machine import LOCAL, Pause, Rule
from xinyi.kernel.calendar.queries import (
    Due,
    covered_years,
    due_at,
    elapsed,
    is_work_time,
    is_worked,
    working_time,
)

__all__ = [
    "LOCAL",
    "Due",
    "NamedDay",
    "Pause",
    "Rule",
    "WrongYear",
    "covered_years",
    "due_at",
    "elapsed",
    "is_work_time",
    "is_worked",
    "publish_year",
    "working_time",
]
