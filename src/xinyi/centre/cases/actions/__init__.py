"""Everything that changes a case."""

from xinyi.centre.cases.actions.loading import load_kinds, load_rules
from xinyi.centre.cases.actions.reporting import Report, TextEmpty, TextTooLong, report
from xinyi.centre.cases.actions.stepping import Given, act

__all__ = ["Given", "Report", "TextEmpty", "TextTooLong", "act", "load_kinds", "load_rules", "report"]
