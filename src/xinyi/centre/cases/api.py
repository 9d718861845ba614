"""The door to cases."""

from xinyi.centre.cases.actions import Given, Report, TextEmpty, TextTooLong, act, load_kinds, load_rules, report

__all__ = ["Given", "Report", "TextEmpty", "TextTooLong", "act", "load_kinds", "load_rules", "report"]
