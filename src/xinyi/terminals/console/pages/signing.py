"""Staff sign in, choose the post they work as, and leave."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from xinyi.kernel.accounts.api import (
    SamplePerson,
    Seat,
    SignedIn,
    choose_post,
    end_other_sessions,
    end_session,
    forget_signed_in,
    keep_signed_in,
    posts_of,
    sample_sign_in,
    sample_staff,
    sign_in_staff,
    sign_out,
)
from xinyi.kernel.base.api import Refused
from xinyi.kernel.manifest import roles
from xinyi.terminals.components.pages import (
    UNPROCESSABLE,
    console_page,
    prepared_open,
    safe_next,
    say_refusal,
    show,
    uuid_of,
)
from xinyi.terminals.console.forms import StaffSignInForm


@require_http_methods(["GET", "HEAD", "POST"])
@prepared_open("console")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Number, password and one-time password together; which of them is wrong is not said."""
    onward = safe_next(request, reverse("console:inbox"))
    if request.method == "POST" and "account" in request.POST:
        return sign_in_as_sample(request, onward=onward)
    form = StaffSignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (signed := signed_in(request, form)):
        return go_on(request, signed, onward=onward)
    context = {"form": form, "next": onward, "samples": samples(request)}
    return show(request, "console/sign_in.html", context, status=UNPROCESSABLE if form.errors else 200)


def signed_in(request: HttpRequest, form: StaffSignInForm) -> SignedIn | None:
    """The new session; None with the refusal in the form."""
    given, agent = form.cleaned_data, request.headers.get("User-Agent", "")
    try:
        return sign_in_staff(asking=request.asking, now=request.now, agent=agent, **given)
    except Refused as refused:
        say_refusal(form, refused)
        return None


def go_on(request: HttpRequest, signed: SignedIn, *, onward: str) -> HttpResponse:
    """Give the browser its session; a post is chosen on the way where there is more than one."""
    rotate_token(request)
    response = redirect(onward)
    keep_signed_in(response, signed.token, terminal="console")
    return response


def offered(request: HttpRequest) -> list[SamplePerson]:
    """Whom one may sign in as by one click: nobody outside of samples."""
    return sample_staff(at=request.now) if settings.ONE_CLICK_SIGN_IN else []


def samples(request: HttpRequest) -> list[dict[str, Any]]:
    """The invented staff as the page lists them, one per role."""
    known = roles()
    return [
        {
            "value": one.key,
            "name": one.name,
            "role": known[one.key].label if one.key in known else one.title,
            "note": one.place,
        }
        for one in offered(request)
    ]


def sign_in_as_sample(request: HttpRequest, *, onward: str) -> HttpResponse:
    """Sign an invented member of staff in on their post; an unknown one leads back to the page."""
    chosen = next((one for one in offered(request) if one.key == request.POST["account"]), None)
    if chosen is None:
        return redirect("console:sign_in")
    signed = sample_sign_in(
        asking=request.asking,
        person=chosen.person_id,
        terminal="console",
        now=request.now,
        post_id=chosen.post_id,
        agent=request.headers.get("User-Agent", ""),
    )
    return go_on(request, signed, onward=onward)


@require_http_methods(["GET", "HEAD", "POST"])
@console_page(seated=False)
def choose_post_page(request: HttpRequest) -> HttpResponse:
    """Choose which post to work as; one at a time."""
    onward = safe_next(request, reverse("console:inbox"))
    wanted = uuid_of(request.POST.get("post", ""))
    refused = ""
    if request.method == "POST" and wanted is not None:
        try:
            choose_post(asking=request.asking, session_row=request.session_row, post_id=wanted, now=request.now)
        except Refused as said:
            refused = str(said)
        else:
            return redirect(onward)
    seats = posts_of(person=request.session_row.person_id, at=request.now)
    context = {
        "next": onward,
        "refused": refused,
        "posts": [post_choice(one, current=request.session_row.chosen_post_id == one.post_id) for one in seats],
    }
    return show(request, "console/choose_post.html", context, status=UNPROCESSABLE if request.method == "POST" else 200)


def post_choice(seat: Seat, *, current: bool) -> dict[str, Any]:
    """A post as a choice."""
    role = roles().get(seat.role)
    return {
        "value": seat.post_id,
        "label": seat.title,
        "note": " · ".join(str(word) for word in (seat.organisation_name, role.label if role else "") if word),
        "chip": _("现在用的") if current else "",
    }


@require_POST
@console_page(seated=False)
def leave(request: HttpRequest) -> HttpResponse:
    """Sign this browser out; ``session`` names another of one's own, ``others`` all the others."""
    known = {"asking": request.asking, "session_row": request.session_row, "now": request.now}
    other = uuid_of(request.POST.get("session", ""))
    if "others" in request.POST:
        end_other_sessions(**known)
        return redirect("console:me")
    if other is not None and other != request.session_row.id:
        end_session(session_id=other, **known)
        return redirect("console:me")
    sign_out(**known)
    response = redirect("console:sign_in")
    forget_signed_in(response, terminal="console")
    return response
