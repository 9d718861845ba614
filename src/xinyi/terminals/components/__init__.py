"""Shared pieces of the terminals, with declared props."""
