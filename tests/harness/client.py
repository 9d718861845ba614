"""A test client that behaves like the world: work after commit runs, and a page that breaks its own rules fails."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from typing import Any

import django.test
from django.db import connection
from django.http import HttpResponseBase
from django.test import TestCase

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
        elif self.inside not in {"script", "style", "textarea"} and LEFTOVER.search(data):
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


class Client(django.test.Client):
    """Django's client, made strict. ``braces_are_text`` is for the test that types ``{{`` into a form."""

    braces_are_text = False

    def request(self, **request: Any) -> Any:
        """Send one request, run what was to happen after commit, read the page."""
        if connection.in_atomic_block:
            with TestCase.captureOnCommitCallbacks(execute=True):
                response = super().request(**request)
        else:
            response = super().request(**request)
        wrong = [fault for fault in faults_of_page(response) if not (self.braces_are_text and "leftovers" in fault)]
        assert not wrong, f"{request.get('PATH_INFO')} contains {wrong}"
        return response
