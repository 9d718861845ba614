"""Xinyi: the platform a city district runs together with its residents."""

__version__ = "0.1.0"
