"""Signing in by telephone code, as a page of its own or inside another form that must lose nothing typed.

A page that embeds it takes ``take_sign_in(request)`` on every post. Until ``signing.is_done`` it shows its own form
again with ``signing.context()`` around ``resident/sign_in_fields.html`` and ``signing.status``; once done it goes on in
the same request, where the database already sees as the person does, and ends with ``keep_sign_in(response, signing)``.
"""

from dataclasses import dataclass
from typing import Any, Literal

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.csrf import rotate_token
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from xinyi.kernel.accounts.api import (
    SignedIn,
    address_of,
    give_consent,
    keep_signed_in,
    send_code,
    sign_in_with_code,
)
from xinyi.kernel.base.api import Refused
from xinyi.kernel.files.api import new_session_key
from xinyi.terminals.components.pages import UNPROCESSABLE, say_refusal, signed_in_as

CONSENT_PURPOSE, CONSENT_VERSION = "privacy", "2026-11"
PHOTO_COOKIE = "xinyi_photos"
PHOTO_SECONDS = 24 * 3600
Step = Literal["phone", "code", "done"]


class PhoneForm(forms.Form):
    """Where to send the code, and that the person has read what the number is used for."""

    phone = forms.CharField(
        label=_("手机号"),
        max_length=30,
        error_messages={"required": _("请填写手机号。")},
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    agree = forms.BooleanField(
        label=_("我同意按上面的用法使用手机号"),
        error_messages={"required": _("请先看过怎么用您的手机号，再勾选同意。")},
    )


class CodeForm(forms.Form):
    """The code from the message."""

    code = forms.CharField(
        label=_("短信验证码"),
        max_length=20,
        error_messages={"required": _("请填写短信里的 6 位验证码。")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


@dataclass(frozen=True)
class Signing:
    """How far a sign-in has come; ``phone`` is what was typed, ``shown_code`` stands on the page of samples only."""

    step: Step
    form: forms.Form
    phone: str = ""
    phone_masked: str = ""
    shown_code: str = ""
    status: int = 200
    signed_in: SignedIn | None = None

    @property
    def is_done(self) -> bool:
        """Whether the person is known now."""
        return self.signed_in is not None

    def context(self) -> dict[str, Any]:
        """What ``resident/sign_in_fields.html`` shows."""
        return {
            "step": self.step,
            "form": self.form,
            "phone": self.phone_masked or self.phone,
            "shown_code": self.shown_code,
            "hidden": self.hidden(),
        }

    def hidden(self) -> SafeString:
        """What the next post must bring again."""
        step = format_html('<input type="hidden" name="signing" value="{}">', self.step)
        if self.step != "code":
            return step
        kept = '<input type="hidden" name="phone" value="{}"><input type="hidden" name="agree" value="on">'
        return step + format_html(kept, self.phone)


def take_sign_in(request: HttpRequest) -> Signing:
    """One round of signing in from what the form brought; the first round asks for the telephone number.

    Effects of the last round: session, consent with its version, the rest of the request runs as the person.
    """
    brought = request.POST
    if "change" in brought or "signing" not in brought:
        return Signing("phone", PhoneForm(initial={"phone": brought.get("phone", "")}))
    if brought["signing"] == "code" and "send" not in brought:
        return try_code(request)
    return send(request)


def send(request: HttpRequest) -> Signing:
    """Send the code to the number typed."""
    form = PhoneForm(request.POST)
    if not form.is_valid():
        return Signing("phone", form, status=UNPROCESSABLE)
    phone = form.cleaned_data["phone"]
    try:
        sent = send_code(phone=phone, ip=address_of(request), now=request.now)
    except Refused as refused:
        say_refusal(form, refused)
        return Signing("phone", form, phone=phone, status=UNPROCESSABLE)
    return Signing("code", CodeForm(), phone=phone, phone_masked=sent.phone_masked, shown_code=sent.shown_code)


def try_code(request: HttpRequest) -> Signing:
    """Try the code typed."""
    form, phone = CodeForm(request.POST), request.POST.get("phone", "")
    again = Signing("code", form, phone=phone, status=UNPROCESSABLE)
    if not form.is_valid():
        return again
    agent = request.headers.get("User-Agent", "")
    try:
        signed = sign_in_with_code(
            asking=request.asking, phone=phone, code=form.cleaned_data["code"], now=request.now, agent=agent
        )
    except Refused as refused:
        say_refusal(form, refused)
        return again
    welcome(request, signed)
    return Signing("done", form, phone=phone, signed_in=signed)


def welcome(request: HttpRequest, signed: SignedIn) -> None:
    """Go on as the person, whose consent is kept with its version."""
    signed_in_as(request, signed.asking)
    give_consent(asking=request.asking, purpose=CONSENT_PURPOSE, version=CONSENT_VERSION, now=request.now)
    rotate_token(request)


def keep_sign_in(response: HttpResponseBase, signing: Signing) -> None:
    """Give the browser its session."""
    assert signing.signed_in is not None
    keep_signed_in(response, signing.signed_in.token, terminal="resident")


def photo_key(request: HttpRequest) -> str:
    """The key of a visitor's photos, a fresh one for a browser that has none."""
    return request.COOKIES.get(PHOTO_COOKIE) or new_session_key()


def keep_photo_key(response: HttpResponseBase, key: str, *, secure: bool) -> None:
    """Remember a visitor's photos for a day."""
    response.set_cookie(PHOTO_COOKIE, key, max_age=PHOTO_SECONDS, httponly=True, samesite="Lax", secure=secure)
