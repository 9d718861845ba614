"""What the browser may do with our pages: a strict content policy, with hashes for the critical style."""

import base64
import hashlib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.http import HttpRequest, HttpResponseBase
from django.http.request import split_domain_port

CRITICAL = "critical.css"
PERMISSIONS = "geolocation=(self), camera=(self), microphone=(), payment=(), usb=(), browsing-topics=()"

Page = Callable[[HttpRequest], HttpResponseBase]


def policy_headers(get_response: Page) -> Page:
    """Add the policies to every answer that has none of its own."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", content_policy(live=live_origin(request)))
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response

    return middleware


@cache
def content_policy(*, live: str) -> str:
    """Return the policy for pages that listen to ``live``; computed once per origin."""
    style = " ".join(["'self'", *style_hashes(critical_styles())])
    return "; ".join(
        [
            "default-src 'self'",
            "script-src 'self'",
            f"style-src {style}",
            "img-src 'self' data: blob:",
            "media-src 'self' data: blob:",
            f"connect-src 'self' {live}",
            "object-src 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'",
        ]
    )


def live_origin(request: HttpRequest) -> str:
    """Return where open pages listen: the named origin, or this host one port up."""
    if settings.LIVE_ORIGIN:
        return str(settings.LIVE_ORIGIN)
    host, _ = split_domain_port(request.get_host())
    return f"{request.scheme}://{host}:{settings.LIVE_PORT}"


def critical_styles() -> list[str]:
    """Return the text of every ``critical.css`` among the static files; templates put it into the page as it is."""
    found = (
        Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([]) if name.endswith(CRITICAL)
    )
    return [path.read_text() for path in sorted(found)]


def style_hashes(styles: Iterable[str]) -> list[str]:
    """Return the policy's source expression for each inline style."""
    return [f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in styles]
