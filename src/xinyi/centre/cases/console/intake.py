"""Taking down a report for somebody: on patrol, at the counter, on the telephone; one screen."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from xinyi.centre.cases.actions import Report, report
from xinyi.centre.cases.forms.console import IntakeForm
from xinyi.centre.cases.queries.desk import own_place
from xinyi.centre.cases.queries.kinds import kinds
from xinyi.kernel.accounts.api import organisations, person_for_phone
from xinyi.kernel.base.api import Refused
from xinyi.kernel.files.api import store
from xinyi.kernel.places.api import PlaceRef, full_name, place_at, place_by_id, search_places
from xinyi.terminals.components.pages import (
    UNPROCESSABLE,
    console_page,
    idem_of,
    say_refusal,
    show,
    uuid_of,
)

MOST_PLACES = 6
CHANNEL_OF_ROLE = {"grid_worker": "grid", "street_clerk": "counter"}


class PlaceMissing(Refused):
    """Neither a place nor the phone's own position was given, or the words name nothing here."""

    message = gettext_lazy("没有找到这个地方，请换个写法，或者在附近的小区里选。")


class Several(Refused):
    """The words fit several places."""

    message = gettext_lazy("有几处符合，请选是哪一处。")


@require_http_methods(["GET", "HEAD", "POST"])
@console_page(right="cases.report")
def intake(request: HttpRequest) -> HttpResponse:
    """The empty form; a post opens the case and leads to it."""
    found = search_places(asking=request.asking, text=request.POST.get("place", ""), limit=MOST_PLACES)
    known = [one for one in found if within(request, one)]
    form = form_of(request, known)
    if request.method == "POST" and form.is_valid():
        try:
            item_id = opened(request, form, known=known)
        except Refused as refused:
            say_refusal(form, refused)
        else:
            messages.success(request, _("已登记。"))
            return redirect("cases_console:case", item_id)
    context = {"form": form, "idem": idem_of(request), "several": len(known) > 1 and form.is_bound}
    return show(request, "cases/console/intake.html", context, status=UNPROCESSABLE if form.errors else 200)


def form_of(request: HttpRequest, known: list[PlaceRef]) -> IntakeForm:
    """The form with the organisations of the area and the places that were found."""
    names = [
        (str(one.id), one.name)
        for one in organisations(request.asking, at=request.now, place=own_place(request.asking))
    ]
    places = [(one.id, full_name(asking=request.asking, place=one)) for one in known]
    brought = (request.POST, request.FILES) if request.method == "POST" else ()
    channel = CHANNEL_OF_ROLE.get(request.asking.role, "telephone")
    return IntakeForm(
        *brought, kinds=kinds(asking=request.asking), organisations=names, places=places, initial={"channel": channel}
    )


def within(request: HttpRequest, place: PlaceRef) -> bool:
    """Whether the place lies in the asking post's area."""
    asking = request.asking
    return asking.lo is not None and asking.hi is not None and asking.lo <= place.pos <= asking.hi


def opened(request: HttpRequest, form: IntakeForm, *, known: list[PlaceRef]) -> UUID:
    """The new case."""
    given: dict[str, Any] = form.cleaned_data
    about = given["about"]
    number = _("12345 工单 %(number)s") % {"number": given["source_number"]} if given["source_number"] else ""
    made = Report(
        text="\n".join(filter(None, (given["text"], number))),
        place=place_of(request, given, known=known),
        channel=given["channel"],
        reporter_id=reporter(request, given),
        kind=given["kind"],
        spot=given["spot"],
        lon=given["longitude"],
        lat=given["latitude"],
        about="community" if about == "community" else "",
        about_id=uuid_of(about),
        photos=[store(asking=request.asking, upload=one, now=request.now) for one in given["photos"]],
    )
    return report(asking=request.asking, report=made, idem=idem_of(request), now=request.now)


def reporter(request: HttpRequest, given: dict[str, Any]) -> UUID | None:
    """The person behind the report, made where the number is new; None for what staff found themselves."""
    if not given["phone"] and not given["name"]:
        return None
    return person_for_phone(asking=request.asking, phone=given["phone"], name=given["name"], now=request.now)


def place_of(request: HttpRequest, given: dict[str, Any], *, known: list[PlaceRef]) -> PlaceRef:
    """The place that was chosen, named, or where the phone is. Raises ``PlaceMissing``, ``Several``."""
    if given["place_id"]:
        return place_by_id(asking=request.asking, place_id=given["place_id"])
    if given["place"]:
        exact = [one for one in known if full_name(asking=request.asking, place=one) == given["place"].strip()]
        if len(exact or known) == 1:
            return (exact or known)[0]
        raise Several(field="place_id") if known else PlaceMissing(field="place")
    if given["longitude"] is not None and given["latitude"] is not None:
        return place_at(asking=request.asking, lon=given["longitude"], lat=given["latitude"])
    if request.asking.level in {"grid", "community"}:
        return own_place(request.asking)
    raise PlaceMissing(field="place")
