"""The rules of places."""
