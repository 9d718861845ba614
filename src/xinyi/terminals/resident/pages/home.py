"""The home page, the catalogue of services, and the choice of text size and colours."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xinyi.kernel.accounts.api import on_duty
from xinyi.kernel.manifest import Manifest
from xinyi.kernel.notices.api import inbox
from xinyi.kernel.places.api import place_by_id
from xinyi.kernel.plugins.api import Piece, pieces, scenarios_on
from xinyi.kernel.scope.api import Asking
from xinyi.terminals.components.display import remember_display
from xinyi.terminals.components.measures import record
from xinyi.terminals.components.pages import resident_page, show
from xinyi.terminals.resident.pages.inbox import notice_row

NEWS = 3
HELPERS = ("grid_worker", "community_clerk")


@require_safe
@resident_page()
def home(request: HttpRequest) -> HttpResponse:
    """Report, my matter, services, news, and whether the house kept its word."""
    news = inbox(asking=request.asking, limit=NEWS)
    context = {
        "news": [notice_row(one, today=request.now) for one in news],
        "record": record(request.asking),
    }
    return show(request, "resident/home.html", context)


@require_safe
@resident_page()
def services(request: HttpRequest) -> HttpResponse:
    """Every service that is switched on where the reader lives, by family; ``q`` narrows by words."""
    query = request.GET.get("q", "").strip()
    tiles = pieces(name="resident.tile", asking=request.asking, now=request.now)
    found = [one for one in scenarios_on(asking=request.asking) if fits(one, query)]
    context = {"query": query, "families": families(found, tiles), "helper": helper(request)}
    return show(request, "resident/services.html", context)


def fits(one: Manifest, query: str) -> bool:
    """Whether the words stand in the service's name, family or summary."""
    text = f"{one.name} {one.family} {one.summary}".casefold()
    return all(word in text for word in query.casefold().split())


def families(found: Sequence[Manifest], tiles: Sequence[Piece]) -> list[dict[str, Any]]:
    """One group per family with the services that have a page to go to."""
    addresses = {piece.slug: str(piece.context["url"]) for piece in tiles if piece.context["url"]}
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in found:
        if href := addresses.get(one.slug) or start_page(one.slug):
            service = {"label": one.name, "href": href, "icon": one.icon or "grid", "note": one.summary}
            groups.setdefault(str(one.family or _("其他")), []).append(service)
    return [
        {
            "id": f"family_{number}",
            "label": label,
            "short": label.removeprefix(_("智能")),
            "owner": "",
            "entries": entries,
        }
        for number, (label, entries) in enumerate(groups.items(), start=1)
    ]


def start_page(slug: str) -> str:
    """The folder's own first page on the phone, empty when it has none."""
    try:
        return reverse(f"{slug}:start")
    except NoReverseMatch:
        return ""


def helper(request: HttpRequest) -> dict[str, str] | None:
    """Whom to telephone when nothing was found: the grid worker, else the community."""
    asking: Asking = request.asking
    if asking.place_id is None:
        return None
    around = place_by_id(asking=asking, place_id=asking.place_id)
    seats = on_duty(asking, around, roles=HELPERS, at=request.now)
    reachable = [one for one in seats if one.duty_phone]
    if not reachable:
        return None
    return {"name": f"{reachable[0].title} {reachable[0].public_name}", "tel": f"tel:{reachable[0].duty_phone}"}


@require_safe
@resident_page()
def display(request: HttpRequest) -> HttpResponse:
    """Remember text size and colours in this browser."""
    return remember_display(request, default=reverse("resident:home"))
