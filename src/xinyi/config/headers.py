"""What the browser may do with our pages: a strict content policy, with the hash of the critical style."""

from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.http.request import split_domain_port

from xinyi.terminals.components.critical import critical_css_source

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
    return "; ".join(
        [
            "default-src 'self'",
            "script-src 'self'",
            f"style-src 'self' {critical_css_source()}",
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
