"""The reader's language: Chinese, unless they chose another and a cookie remembers it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

Page = Callable[[HttpRequest], HttpResponseBase]


def chosen_language(get_response: Page) -> Page:
    """Speak the language of the cookie during one request; the browser's own wish is not asked (Chinese first)."""
    known = {code for code, _ in settings.LANGUAGES}

    def middleware(request: HttpRequest) -> HttpResponseBase:
        wished = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = wished if wished in known else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware
