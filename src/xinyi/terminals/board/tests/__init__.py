"""The pages of this shell, through the client."""
