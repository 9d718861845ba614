"""Hints from the words of a report: kind, urgent numbers, title, whether it goes on now. They propose, nobody obeys."""
