"""The tables of the calendar and the official days of past years."""
