"""The rules of the sample."""
