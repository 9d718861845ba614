"""Reads of a report's words."""
