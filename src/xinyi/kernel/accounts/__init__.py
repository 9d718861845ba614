"""Persons and organisations (bare ids), sign-in, posts and appointments, duty, residence, consents."""
