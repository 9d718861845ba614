"""The product's own application, in which an undefined template variable ends the request."""

from xinyi.config.asgi import application

from tests.harness.templates import be_strict

be_strict()

__all__ = ["application"]
