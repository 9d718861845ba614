"""The harness: one PostgreSQL per run, a clone per worker, strict pages, no network."""
