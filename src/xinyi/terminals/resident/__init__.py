"""The resident terminal: a phone web app."""
