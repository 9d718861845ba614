"""The real walk: every published message becomes a case and is handled to its end on a virtual clock."""
