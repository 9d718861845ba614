"""Workflow machine, work items, legs, deadlines, timed steps and the one inbox."""
