"""The scenarios: one folder each, built from the kernel's doors only; removing a folder removes the scenario."""
