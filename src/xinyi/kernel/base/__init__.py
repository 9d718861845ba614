"""Now, ids, refusals and the one statement that writes many tables; no models."""
