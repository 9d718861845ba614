"""Signing in by telephone code, and out."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from xinyi.kernel.accounts.api import (
    SamplePerson,
    end_session,
    forget_signed_in,
    keep_signed_in,
    sample_residents,
    sample_sign_in,
    sign_out,
)
from xinyi.terminals.components.pages import resident_page, safe_next, show, uuid_of
from xinyi.terminals.components.signing import keep_sign_in, take_sign_in, welcome


@require_http_methods(["GET", "HEAD", "POST"])
@resident_page()
def sign_in(request: HttpRequest) -> HttpResponse:
    """Telephone number, code, done; the reader goes on where they were."""
    onward = safe_next(request, reverse("resident:home"))
    if request.method == "POST" and "account" in request.POST:
        return sign_in_as_sample(request, onward=onward)
    signing = take_sign_in(request)
    if signing.is_done:
        response = redirect(onward)
        keep_sign_in(response, signing)
        return response
    context = {**signing.context(), "next": onward, "samples": samples()}
    return show(request, "resident/sign_in.html", context, status=signing.status)


def offered() -> list[SamplePerson]:
    """Whom one may sign in as by one click: nobody outside of samples."""
    return sample_residents() if settings.ONE_CLICK_SIGN_IN else []


def samples() -> list[dict[str, Any]]:
    """The invented residents as the page lists them."""
    return [{"value": one.key, "name": one.name or _("示例居民"), "note": one.place} for one in offered()]


def sign_in_as_sample(request: HttpRequest, *, onward: str) -> HttpResponse:
    """Sign an invented resident in; an unknown one leads back to the page."""
    chosen = next((one for one in offered() if one.key == request.POST["account"]), None)
    if chosen is None:
        return redirect("resident:sign_in")
    agent = request.headers.get("User-Agent", "")
    signed = sample_sign_in(
        asking=request.asking, person=chosen.person_id, terminal="resident", now=request.now, agent=agent
    )
    welcome(request, signed)
    response = redirect(onward)
    keep_signed_in(response, signed.token, terminal="resident")
    return response


@require_POST
@resident_page()
def leave(request: HttpRequest) -> HttpResponse:
    """Sign this browser out, or another one of the reader's own that ``session`` names."""
    if request.session_row is None:
        return redirect("resident:home")
    other = uuid_of(request.POST.get("session", ""))
    if other is not None and other != request.session_row.id:
        end_session(asking=request.asking, session_row=request.session_row, session_id=other, now=request.now)
        return redirect("resident:me")
    sign_out(asking=request.asking, session_row=request.session_row, now=request.now)
    response = redirect("resident:home")
    forget_signed_in(response, terminal="resident")
    return response
