"""Error pages: each says what happened and what to do next; a broken request carries a number that the log knows."""

import logging
import secrets
import sys
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from xinyi.config.body import TOO_LARGE

Page = Callable[[HttpRequest], HttpResponseBase]

log = logging.getLogger("xinyi.errors")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400, or 413 where the request was too large."""
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return too_large(request)
    return _page(request, status=400, says=_("这个请求不完整，请返回上一页重试。"))


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403; ``exception``'s own words are for the log, not for the page."""
    return _page(request, status=403, says=_("您没有查看这一页的权限。"), exception=exception)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a form without a valid token: the page was open too long, or another site sent it."""
    return _page(request, status=403, says=_("这一页打开得太久，请返回上一页，刷新后再提交一次。"), reason=reason)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404; the same page for what is not there and for what is not shown to this person."""
    return _page(request, status=404, says=_("没有找到这一页。"), exception=exception)


def too_large(request: HttpRequest) -> HttpResponse:
    """Answer 413: more was sent than any form takes."""
    return _page(request, status=413, says=_("一次提交的内容太大。请减少照片后重试。"))


def explain_too_large(get_response: Page) -> Page:
    """Answer a request that the server has stripped of its oversized body."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return too_large(request) if getattr(request, "scope", {}).get(TOO_LARGE) else get_response(request)

    return middleware


def broken(request: HttpRequest) -> HttpResponse:
    """Answer 500 with a number, and log the fault once under the same number."""
    number = secrets.token_hex(4).upper()
    log.error("request broken: %s %s", request.method, request.path, exc_info=sys.exc_info(), extra={"number": number})
    says = _("系统出了点问题，请稍后再试。如需帮助，请告诉工作人员编号 %(number)s。") % {"number": number}
    try:
        return _page(request, status=500, says=says, number=number)
    except Exception:
        # The last edge: the page of the fault may be what is broken, and an answer is owed all the same.
        log.exception("error page broken", extra={"number": number})
        return HttpResponse(says, status=500, content_type="text/plain; charset=utf-8")


def _page(request: HttpRequest, *, status: int, says: str, **more: object) -> HttpResponse:
    """Render ``errors/<status>.html`` with ``says``; plain words where a terminal brings no such page."""
    try:
        body = render_to_string(f"errors/{status}.html", {"status": status, "says": says, **more}, request=request)
    except TemplateDoesNotExist:
        return HttpResponse(says, status=status, content_type="text/plain; charset=utf-8")
    return HttpResponse(body, status=status)
