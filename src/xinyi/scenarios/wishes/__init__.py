"""The wish wall: a resident wishes for something, neighbours second it, somebody claims and keeps it."""
