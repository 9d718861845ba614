"""Xinyi: the platform a city district runs together with its residents."""
