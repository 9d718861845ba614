"""Everything that changes a case."""

from xinyi.centre.cases.actions.loading import load_kinds, load_rules
from xinyi.centre.cases.actions.plans import AboutThem, Given, HolderUnknown
from xinyi.centre.cases.actions.reporting import Report, TextEmpty, TextTooLong, report
from xinyi.centre.cases.actions.stepping import act

__all__ = [
    "AboutThem",
    "Given",
    "HolderUnknown",
    "Report",
    "TextEmpty",
    "TextTooLong",
    "act",
    "load_kinds",
    "load_rules",
    "report",
]
