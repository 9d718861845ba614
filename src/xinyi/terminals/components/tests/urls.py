"""The addresses that the shells' templates name, without pages behind them; the real ones are walked by the crawl."""

import re
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, include, path

TERMINALS = Path(__file__).parents[2]
NAMED = re.compile(r'{% url "(\w+):(\w+)"')


def nothing(request: HttpRequest) -> HttpResponse:
    """Answers so that the resolver has something to name."""
    return HttpResponse()


def named(terminal: str) -> list[URLPattern]:
    """A pattern for every name that a template of the terminals asks of this one."""
    texts = [file.read_text(encoding="utf-8") for file in TERMINALS.glob("*/templates/**/*.html")]
    names = {name for text in texts for space, name in NAMED.findall(text) if space == terminal}
    return [path(f"{name}/", nothing, name=name) for name in sorted(names)]


urlpatterns = [
    path("language/", nothing, name="set_language"),
    path("", include((named("resident"), "resident"))),
    path("console/", include((named("console"), "console"))),
    path("board/", include((named("board"), "board"))),
]
