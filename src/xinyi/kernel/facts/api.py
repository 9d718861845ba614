"""The door to facts."""

from xinyi.kernel.facts.actions import fact, roll_up
from xinyi.kernel.facts.queries import ClosedDays, Flow, Happened, Today, Total, closed_days, flows_of, today

__all__ = [
    "ClosedDays",
    "Flow",
    "Happened",
    "Today",
    "Total",
    "closed_days",
    "fact",
    "flows_of",
    "roll_up",
    "today",
]
