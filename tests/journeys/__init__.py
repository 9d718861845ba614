"""A person's path through the product, in a real browser against real processes."""
