"""Root addresses: the three shells, and under each of them what the folders bring."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from xinyi.config import errors
from xinyi.config.discovery import slug_of

TERMINALS = {"resident": "", "console": "console/", "board": "board/"}
FEATURE_LAYERS = ("kernel", "terminals")

Addresses = list[URLPattern | URLResolver]


def urls_of(app: str) -> Any:
    """Return the app's ``urls`` module, None where it has no addresses."""
    return import_module(f"{app}.urls") if find_spec(f"{app}.urls") else None


def feature_addresses(app: str, *, urls: Any) -> Addresses:
    """Return the mounts of a centre or scenario folder: ``/<slug>/`` under each terminal it has pages for."""
    slug = slug_of(app)
    return [
        path(f"{prefix}{slug}/", include((getattr(urls, f"{terminal}_urlpatterns"), _namespace(slug, terminal))))
        for terminal, prefix in TERMINALS.items()
        if hasattr(urls, f"{terminal}_urlpatterns")
    ]


def _namespace(slug: str, terminal: str) -> str:
    return slug if terminal == "resident" else f"{slug}_{terminal}"


def terminal_addresses() -> Addresses:
    """Return the mounts of the shells; the resident's stands last because it begins with nothing."""
    names = {terminal: f"xinyi.terminals.{terminal}" for terminal in ("console", "board", "resident")}
    return [
        path(TERMINALS[one], include(f"{app}.urls"))
        for one, app in names.items()
        if app in settings.APPS and urls_of(app)
    ]


def _is_feature(app: str) -> bool:
    return not app.startswith(tuple(f"xinyi.{layer}." for layer in FEATURE_LAYERS))


urlpatterns: Addresses = [
    path("language/", set_language, name="set_language"),
    *(address for app in settings.APPS if _is_feature(app) for address in feature_addresses(app, urls=urls_of(app))),
    *terminal_addresses(),
]

handler400 = errors.bad_request
handler403 = errors.refused
handler404 = errors.not_found
handler500 = errors.broken
