"""Every request in one transaction that knows who is asking; the two session cookies."""

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase

from xinyi.kernel.accounts.machine import LIFETIMES, Terminal
from xinyi.kernel.accounts.queries import identify
from xinyi.kernel.base.api import now

Answer = Callable[[HttpRequest], HttpResponseBase]
CONSOLE = "/console/"
# Two cookies, so that a clerk may be signed in as a resident beside; the staff one is sent to the console only.
COOKIES: dict[Terminal, tuple[str, str]] = {"resident": ("xinyi_resident", "/"), "console": ("xinyi_staff", CONSOLE)}
PLACE_COOKIE = "xinyi_place"
READING = frozenset({"GET", "HEAD", "OPTIONS"})
BROKEN = 500
LONGEST_ID = 18


class StreamingRefused(Exception):
    """A page that streams would run after the transaction and see nothing; files are streamed from the disk."""


def asking(get_response: Answer) -> Answer:
    """One transaction around everything that reads or writes, one statement for who is asking; sync on purpose.

    Sets ``request.asking`` and ``request.session_row``. Pages are rendered inside; an answer of 500 or above, which
    Django makes of an exception, rolls back.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        with transaction.atomic():
            know(request)
            response = get_response(request)
            if response.status_code >= BROKEN:
                transaction.set_rollback(True)
            if response.streaming and not isinstance(response, FileResponse):
                raise StreamingRefused(request.path)
        return response

    return answer


def know(request: HttpRequest) -> None:
    """Put who is asking on the request."""
    terminal = terminal_of(request)
    name, _path = COOKIES[terminal]
    request.asking, request.session_row = identify(  # type: ignore[attr-defined]
        token=request.COOKIES.get(name),
        terminal=terminal,
        now=now(),
        chosen_place=chosen_place(request),
        hold_post=terminal == "console" and request.method not in READING,
    )


def terminal_of(request: HttpRequest) -> Terminal:
    """Which of the two cookies counts for this address."""
    return "console" if request.path_info.startswith(CONSOLE) else "resident"


def chosen_place(request: HttpRequest) -> int | None:
    """The place a visitor chose to look at, None for none or nonsense."""
    text = request.COOKIES.get(PLACE_COOKIE, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_ID else None


def keep_signed_in(response: HttpResponseBase, token: str, *, terminal: Terminal) -> None:
    """Give the browser its session's token."""
    name, path = COOKIES[terminal]
    response.set_cookie(
        name,
        token,
        max_age=LIFETIMES[terminal].absolute,
        path=path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget_signed_in(response: HttpResponseBase, *, terminal: Terminal) -> None:
    """Take the token away from the browser."""
    name, path = COOKIES[terminal]
    response.delete_cookie(name, path=path, samesite="Lax")


def keep_place(response: HttpResponseBase, place_id: int) -> None:
    """Remember the community a visitor chose to look at."""
    response.set_cookie(
        PLACE_COOKIE,
        str(place_id),
        max_age=LIFETIMES["resident"].absolute,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def address_of(request: HttpRequest) -> str:
    """The network address to count by: behind a trusted proxy the one it saw, else the peer's."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
