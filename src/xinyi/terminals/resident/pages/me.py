"""The reader's own page: name, home, devices, consents, how things look."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from xinyi.kernel.accounts.api import (
    GivenConsent,
    OpenSession,
    consents_of,
    give_name,
    homes_of,
    move_in,
    move_out,
    sessions_of,
    withdraw_consent,
)
from xinyi.kernel.base.api import Refused
from xinyi.kernel.manifest import find_manifest
from xinyi.kernel.places.api import PlaceRef, full_name, place_by_id, search_places
from xinyi.kernel.scope.api import Asking
from xinyi.kernel.vault.api import masked
from xinyi.terminals.components.pages import UNPROCESSABLE, resident_page, say_refusal, show
from xinyi.terminals.components.signing import CONSENT_PURPOSE, CONSENT_VERSION
from xinyi.terminals.components.wording import moment_words
from xinyi.terminals.resident.forms import HomeForm, NameForm

LIVED_IN = frozenset({"compound", "building", "stair", "dwelling"})
FOUND = 20


@require_safe
@resident_page()
def me(request: HttpRequest) -> HttpResponse:
    """Who I am here; a visitor finds the sign-in and how things look."""
    context: dict[str, Any] = {"me": None, "sessions": [], "consents": []}
    if request.asking.is_signed_in:
        context = known(request)
    return show(request, "resident/me.html", context)


def known(request: HttpRequest) -> dict[str, Any]:
    """The page of somebody who is signed in."""
    asking: Asking = request.asking
    person = asking.actor.person
    assert person is not None
    names = masked(asking=asking, people=[person], field="name")
    phones = masked(asking=asking, people=[person])
    homes = known_homes(asking)
    return {
        "me": {
            "name": names.get(person) or _("还没有填姓名"),
            "phone": phones.get(person, ""),
            "dwelling": homes[0]["name"] if homes else "",
        },
        "sessions": [
            session_row(one, request) for one in sessions_of(session_row=request.session_row, now=request.now)
        ],
        "consents": [consent_row(one, request) for one in consents_of(asking=asking, person=person)],
    }


def known_homes(asking: Asking) -> list[dict[str, Any]]:
    """The reader's homes as people write them, newest first."""
    homes = homes_of(asking=asking, person=asking.actor.person)
    places = [(one.id, place_by_id(asking=asking, place_id=one.place_id)) for one in homes]
    return [{"id": number, "name": full_name(asking=asking, place=place)} for number, place in places]


def session_row(one: OpenSession, request: HttpRequest) -> dict[str, Any]:
    """A signed-in browser."""
    when = moment_words(one.seen_at, style="auto", today=localdate(request.now))
    return {
        "label": one.agent or _("未知设备"),
        "note": _("%(when)s 用过") % {"when": when},
        "current": one.is_this_one,
        "key": one.id,
    }


def consent_row(one: GivenConsent, request: HttpRequest) -> dict[str, Any]:
    """A consent that stands, in the words of the folder that asked for it."""
    declared = find_manifest(one.purpose)
    when = moment_words(one.given_at, style="auto", today=localdate(request.now))
    return {
        "purpose": one.purpose,
        "label": _("用手机号登录和联系")
        if one.purpose == CONSENT_PURPOSE
        else declared.name
        if declared
        else one.purpose,
        "note": _("%(when)s 同意，说明版本 %(version)s") % {"when": when, "version": one.version},
    }


@require_http_methods(["GET", "HEAD", "POST"])
@resident_page(signed_in=True)
def name(request: HttpRequest) -> HttpResponse:
    """Say what to be called."""
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        give_name(asking=request.asking, name=form.cleaned_data["name"].strip(), now=request.now)
        messages.success(request, _("姓名已保存。"))
        return redirect("resident:me")
    return show(request, "resident/name.html", {"form": form}, status=UNPROCESSABLE if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@resident_page(signed_in=True)
def residence(request: HttpRequest) -> HttpResponse:
    """Find one's home by its name and say so; ``leave`` ends one."""
    if request.method == "POST" and request.POST.get("leave", "").isdecimal():
        move_out(asking=request.asking, home_id=int(request.POST["leave"]), now=request.now)
        messages.success(request, _("已经取消登记，不再按这个住址为您服务。"))
        return redirect("resident:me")
    form = HomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and registered(request, form):
        messages.success(request, _("住址已登记。"))
        return redirect("resident:me")
    query = (request.POST or request.GET).get("q", "").strip()
    context = {
        "form": form,
        "bad": bool(form.errors),
        "query": query,
        "homes": known_homes(request.asking),
        "found": found_homes(request.asking, query),
    }
    return show(request, "resident/home_place.html", context, status=UNPROCESSABLE if form.errors else 200)


def registered(request: HttpRequest, form: HomeForm) -> bool:
    """Move in; a refusal stands in the form."""
    try:
        place = place_by_id(asking=request.asking, place_id=form.cleaned_data["place"])
        move_in(asking=request.asking, place=place, kind=form.cleaned_data["kind"], now=request.now)
    except Refused as refused:
        say_refusal(form, refused)
        return False
    return True


def found_homes(asking: Asking, query: str) -> Sequence[dict[str, Any]]:
    """Places somebody can live in, by what was typed."""
    found = search_places(asking=asking, text=query, limit=FOUND * 3)
    return [place_choice(asking, one) for one in found if one.level in LIVED_IN][:FOUND]


def place_choice(asking: Asking, place: PlaceRef) -> dict[str, Any]:
    """A place as a choice, with the community around it."""
    around = place_by_id(asking=asking, place_id=place.community_id) if place.community_id else None
    return {"id": place.id, "name": full_name(asking=asking, place=place), "note": around.name if around else ""}


@require_http_methods(["GET", "HEAD", "POST"])
@resident_page()
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of the reader and why; ``withdraw`` takes a consent back."""
    asking: Asking = request.asking
    if request.method == "POST":
        if asking.is_signed_in:
            purpose = request.POST.get("purpose") or CONSENT_PURPOSE
            withdraw_consent(asking=asking, purpose=purpose, now=request.now)
            messages.success(request, _("已收回同意。没办完的事，社区会用电话联系您。"))
        return redirect("resident:me")
    context = {"version": CONSENT_VERSION, "controller": "", "consent": own_consent(request)}
    return show(request, "resident/privacy.html", context)


def own_consent(request: HttpRequest) -> dict[str, Any] | None:
    """The reader's consent to this very notice, None for visitors."""
    asking: Asking = request.asking
    if not asking.is_signed_in:
        return None
    given = [one for one in consents_of(asking=asking, person=asking.actor.person) if one.purpose == CONSENT_PURPOSE]
    if not given:
        return {"given": False, "note": _("您没有同意，或者已经收回。")}
    return {"given": True, "note": consent_row(given[0], request)["note"]}
