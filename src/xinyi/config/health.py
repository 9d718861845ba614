"""Answers the probes of whoever watches this installation, before any other layer may refuse them."""

from collections.abc import Callable

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase

Page = Callable[[HttpRequest], HttpResponseBase]


def answer_probes(get_response: Page) -> Page:
    """Answer ``/healthz`` (the process lives) and ``/readyz`` (and its database answers); pass on all else."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path == "/healthz":
            return _plain("ok")
        if request.path == "/readyz":
            return _plain("ready") if database_answers() else _plain("the database does not answer", status=503)
        return get_response(request)

    return middleware


def database_answers() -> bool:
    """Whether one statement comes back from the database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    finally:
        connection.close()
    return True


def _plain(text: str, *, status: int = 200) -> HttpResponse:
    return HttpResponse(
        text, status=status, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"}
    )
