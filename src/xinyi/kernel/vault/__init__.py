"""Encrypted personal fields, blind indexes, and reveal with its audit row."""
