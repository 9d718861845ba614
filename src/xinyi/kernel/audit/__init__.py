"""The append-only record of every write and of every read of labelled data."""
