"""Wiring: settings from the environment, root addresses, the `xinyi` command. Knows everything, decides nothing."""
