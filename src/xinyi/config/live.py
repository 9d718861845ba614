"""The live application as granian's worker loads it."""

from xinyi.config.host.processes import die_with_parent

# First: a worker whose master was killed would keep the port otherwise.
die_with_parent()

from xinyi.kernel.live.asgi import application  # noqa: E402 -- after the line above

__all__ = ["application"]
