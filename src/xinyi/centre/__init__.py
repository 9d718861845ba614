"""The governance centre: one folder per concern, each built like a scenario."""
