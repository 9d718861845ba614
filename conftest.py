"""Every test of the project, wherever it lies, stands on the harness."""

pytest_plugins = ["tests.harness.plugin", "tests.harness.fixtures"]
