"""A page of a folder that is switched off where the one asking is does not exist: 404."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

from xinyi.kernel.manifest import find_manifest
from xinyi.kernel.plugins.queries import is_on


class switched_on:  # noqa: N801 -- named as a middleware reads in the settings
    """Looks at the address before its page runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_arguments: object) -> None:
        """Raise 404 for a page of a folder that is off here."""
        match = request.resolver_match
        namespace = match.namespaces[0] if match and match.namespaces else ""
        slug = namespace.removesuffix("_console").removesuffix("_board")
        if find_manifest(slug) and not is_on(asking=request.asking, slug=slug):  # type: ignore[attr-defined]
            raise Http404
