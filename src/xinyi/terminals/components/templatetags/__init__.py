"""Template tags of the components and the shells."""
