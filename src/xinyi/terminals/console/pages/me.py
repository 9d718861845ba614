"""The member of staff themselves: devices, password, colours; and the photos their post may see."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from xinyi.kernel.accounts.api import OpenSession, change_password, sessions_of
from xinyi.kernel.base.api import Refused
from xinyi.terminals.components.display import remember_display
from xinyi.terminals.components.pages import UNPROCESSABLE, console_page, prepared_open, say_refusal, show
from xinyi.terminals.components.photos import photo_response
from xinyi.terminals.components.wording import moment_words
from xinyi.terminals.console.forms import PasswordForm


@require_http_methods(["GET", "HEAD", "POST"])
@console_page()
def me(request: HttpRequest) -> HttpResponse:
    """Sessions and password; a post changes the password."""
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and changed(request, form):
        messages.success(request, _("密码已更换。"))
        return redirect("console:me")
    found = sessions_of(session_row=request.session_row, now=request.now)
    context = {"form": form, "sessions": [session_row(one, request) for one in found]}
    return show(request, "console/me.html", context, status=UNPROCESSABLE if form.errors else 200)


def changed(request: HttpRequest, form: PasswordForm) -> bool:
    """Whether the password was changed; a refusal stands in the form."""
    given, account = form.cleaned_data, request.session_row.account_id
    try:
        change_password(
            asking=request.asking, account_id=account, old=given["old"], new=given["password"], now=request.now
        )
    except Refused as refused:
        say_refusal(form, refused)
        return False
    return True


def session_row(one: OpenSession, request: HttpRequest) -> dict[str, Any]:
    """A signed-in browser."""
    when = moment_words(one.seen_at, style="auto", today=localdate(request.now))
    return {
        "label": one.agent or _("未知设备"),
        "note": _("%(when)s 用过") % {"when": when},
        "current": one.is_this_one,
        "key": one.id,
    }


@require_safe
@prepared_open("console")
def display(request: HttpRequest) -> HttpResponse:
    """Remember the colours in this browser."""
    return remember_display(request, default=reverse("console:inbox"))


@require_safe
@console_page()
def photo(request: HttpRequest, *, file_id: UUID, size: str) -> FileResponse:
    """A photo for whoever may see its matter."""
    return photo_response(request, file_id=file_id, size=size)
