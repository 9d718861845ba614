"""Text size and colours as the reader chose them: a cookie each, on any terminal."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from xinyi.terminals.components.pages import safe_next
from xinyi.terminals.components.templatetags.shell import SIZE_COOKIE, SIZES, THEME_COOKIE, THEMES

A_YEAR = 365 * 24 * 3600
CHOICES = (("size", SIZE_COOKIE, SIZES), ("theme", THEME_COOKIE, THEMES))


def remember_display(request: HttpRequest, *, default: str) -> HttpResponse:
    """Keep what the address names, forget what it names as empty, and go back."""
    response = redirect(safe_next(request, default))
    for name, cookie, allowed in CHOICES:
        chosen = request.GET.get(name)
        if chosen in allowed:
            response.set_cookie(
                cookie, chosen, max_age=A_YEAR, samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE
            )
        elif chosen == "":
            response.delete_cookie(cookie, samesite="Lax")
    return response
