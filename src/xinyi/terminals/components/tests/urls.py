"""The addresses that the shells expect, without pages behind them."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

RESIDENT = ("home", "services", "matters", "inbox", "me", "who_saw_me", "sign_in", "sign_out", "display", "privacy")
CONSOLE = ("inbox", "search", "sign_in", "sign_out", "choose_post", "notices", "display")


def nothing(request: HttpRequest) -> HttpResponse:
    """Answers so that the resolver has something to name."""
    return HttpResponse()


urlpatterns = [
    path("language/", nothing, name="set_language"),
    path("", include(([path(f"{name}/", nothing, name=name) for name in RESIDENT], "resident"))),
    path("console/", include(([path(f"{name}/", nothing, name=name) for name in CONSOLE], "console"))),
]
