"""The product's own application, in which an undefined template variable ends the request."""

from tests.harness.templates import be_strict
from xinyi.config.asgi import application

be_strict()

__all__ = ["application"]
