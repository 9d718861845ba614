"""The tables of policy."""
