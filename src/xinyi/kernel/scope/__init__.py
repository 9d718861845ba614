"""Who is asking, told to the database; row policies; the list of scoped tables."""
