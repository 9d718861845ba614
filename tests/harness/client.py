"""A test client that behaves like the world: work after commit runs, and a page that breaks its own rules fails."""

import base64
import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any

import django.test
from django.db import connection
from django.http import HttpResponseBase
from django.test import TestCase
from psycopg.pq import TransactionStatus

from xinyi.kernel.scope.actions import SETTINGS

DATA_BLOCKS = {"application/json", "application/ld+json", "speculationrules", "importmap"}
LEFTOVER = re.compile(r"\{\{|\}\}|\{%|%\}")


class PageReader(HTMLParser):
    """Collects what a page must not contain: scripts, styles and handlers written into it, and template leftovers."""

    def __init__(self, policy: str) -> None:
        super().__init__()
        self.policy, self.wrong = policy, list[str]()
        self.inside: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one opening tag."""
        given = dict(attrs)
        if tag == "script" and "src" not in given and given.get("type") not in DATA_BLOCKS:
            self.wrong.append("an inline <script>")
        self.wrong += [f"{name}= on <{tag}>" for name in given if name == "style" or name.startswith("on")]
        if LEFTOVER.search(" ".join(value or "" for value in given.values())) and tag not in {"textarea", "input"}:
            self.wrong.append(f"template leftovers in an attribute of <{tag}>: {given}")
        self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        """Leave whatever was open."""
        self.inside = None

    def handle_data(self, data: str) -> None:
        """Look at text: a style must be allowed by hash, other text holds no template syntax."""
        if self.inside == "style" and not self.is_allowed(data):
            self.wrong.append("a <style> that the page's own policy does not allow")
        elif self.inside not in {"script", "style", "textarea", "code"} and LEFTOVER.search(data):
            self.wrong.append(f"template leftovers: {data.strip()[:80]!r}")

    def is_allowed(self, text: str) -> bool:
        """Tell whether the content security policy names the hash of ``text``."""
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        return f"'sha256-{digest}'" in self.policy


def faults_of_page(response: HttpResponseBase) -> list[str]:
    """Return what is wrong with an HTML answer in itself, empty for a good one and for any other content."""
    if response.streaming or not response.headers.get("Content-Type", "").startswith("text/html"):
        return []
    reader = PageReader(response.headers.get("Content-Security-Policy", ""))
    assert hasattr(response, "content")
    reader.feed(response.content.decode())
    return reader.wrong


@contextmanager
def unknown_asker() -> Iterator[None]:
    """Let a request inside a test's transaction begin without a context, and give the test its own back.

    Sent beside Django, so that nobody counts it.
    """
    raw = connection.connection
    before = raw.execute(
        "SELECT " + ", ".join(f"current_setting('xinyi.{name}', true)" for name in SETTINGS)
    ).fetchone()
    tell(raw, [""] * len(SETTINGS))
    try:
        yield
    finally:
        if connection.connection is raw and raw.info.transaction_status != TransactionStatus.INERROR:
            tell(raw, [value or "" for value in before])


def tell(raw: Any, values: list[str]) -> None:
    """Set the context for the rest of the transaction."""
    raw.execute("SELECT " + ", ".join(f"set_config('xinyi.{name}', %s, true)" for name in SETTINGS), values)


class Client(django.test.Client):
    """Django's client, made strict. ``braces_are_text`` is for the test that types ``{{`` into a form."""

    braces_are_text = False

    def request(self, **request: Any) -> Any:
        """Send one request, run what was to happen after commit, read the page."""
        if connection.in_atomic_block:
            with unknown_asker(), TestCase.captureOnCommitCallbacks(execute=True):
                response = super().request(**request)
        else:
            response = super().request(**request)
        wrong = [fault for fault in faults_of_page(response) if not (self.braces_are_text and "leftovers" in fault)]
        assert not wrong, f"{request.get('PATH_INFO')} contains {wrong}"
        return response
