"""The rules of policy."""
