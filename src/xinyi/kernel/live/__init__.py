"""Open pages learn that a topic changed; they fetch the change themselves, with their own rights."""
