"""What follows from a write: outbox, background work, idempotency keys."""
