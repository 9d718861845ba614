"""What keeps an installation running on its machine: database child, supervisor, keys, checks at start."""
