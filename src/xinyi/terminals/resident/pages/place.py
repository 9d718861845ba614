"""Which community's pages the reader looks at: from the list of streets, or by where the telephone is."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from xinyi.kernel.accounts.api import keep_place
from xinyi.kernel.base.api import Refused
from xinyi.kernel.places.api import PlaceRef, children_of, district, place_at, place_by_id
from xinyi.terminals.components.pages import UNPROCESSABLE, resident_page, safe_next, show
from xinyi.terminals.resident.forms import PointForm


class NoPoint(Refused):
    """The form came without a place and without a position."""

    message = _("还没有拿到您的位置，请在下面的名单里选择社区。")


@require_http_methods(["GET", "HEAD", "POST"])
@resident_page()
def place(request: HttpRequest) -> HttpResponse:
    """Choose by name or by point; the choice stays in this browser."""
    onward, refused = safe_next(request, reverse("resident:home")), ""
    if request.method == "POST":
        try:
            chosen = chosen_place(request)
        except Refused as said:
            refused = str(said)
        else:
            response = redirect(onward)
            keep_place(response, chosen.community_id or chosen.id)
            return response
    context = {
        "next": onward,
        "streets": streets(request),
        "refused": refused,
        "current": request.asking.community_id,
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return show(request, "resident/place.html", context, status=status)


def chosen_place(request: HttpRequest) -> PlaceRef:
    """The place a form names by id or by its point. Raises ``PlaceUnknown``, ``OutsideDistrict``, ``NoPoint``."""
    wanted = request.POST.get("place", "")
    if wanted.isdecimal() and wanted.isascii():
        return place_by_id(asking=request.asking, place_id=int(wanted[:18]))
    point = PointForm(request.POST)
    if not point.is_valid():
        raise NoPoint
    lon, lat = point.cleaned_data["longitude"], point.cleaned_data["latitude"]
    return place_at(asking=request.asking, lon=lon, lat=lat)


def streets(request: HttpRequest) -> list[dict[str, Any]]:
    """Every street with its communities, in order of their names; the reader's own street is open."""
    asking = request.asking
    top = district(asking=asking)
    return [
        {
            "name": street.name,
            "open": street.id == asking.street_id,
            "communities": children_of(asking=asking, place_id=street.id, level="community"),
        }
        for street in children_of(asking=asking, place_id=top.id, level="street")
    ]
