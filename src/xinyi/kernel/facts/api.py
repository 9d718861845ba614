"""The door to facts."""

from xinyi.kernel.facts.actions import fact, roll_up
from xinyi.kernel.facts.queries import Flow, flows_of

__all__ = ["Flow", "fact", "flows_of", "roll_up"]
