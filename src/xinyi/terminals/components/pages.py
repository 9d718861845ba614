"""What every page of the house begins and ends with: who may see it, what stands around it, how a refusal is said."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, Literal
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from xinyi.kernel.accounts.api import NoPost, PostEnded, require_post
from xinyi.kernel.base.api import Refused, new_id, now
from xinyi.kernel.files.api import FileUnknown
from xinyi.kernel.manifest import roles as declared_roles
from xinyi.kernel.places.api import PlaceUnknown, district, place_by_id
from xinyi.kernel.scope.api import Actor, Asking, sees_on_as
from xinyi.kernel.work.api import Item, ItemUnknown
from xinyi.terminals.components.shells import console_shell, gate_shell, is_sample, live_address, resident_shell

Terminal = Literal["resident", "console", "board"]
Page = Callable[..., HttpResponseBase]
NOT_THERE = (ItemUnknown, PlaceUnknown, FileUnknown)
UNPROCESSABLE = 422
SHELLS = {"resident": resident_shell, "console": console_shell}


@dataclass(frozen=True)
class Access:
    """Who may see a page, for the access matrix: a right or roles at the console, a sign-in on the phone."""

    terminal: Terminal
    signed_in: bool = False
    right: str = ""
    roles: tuple[str, ...] = ()
    seated: bool = True


def resident_page(*, signed_in: bool = False) -> Callable[[Page], Page]:
    """A page of the phone; with ``signed_in`` a visitor is first asked who they are and then comes back."""

    def decorate(view: Page) -> Page:
        def page(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
            if signed_in and not request.asking.is_signed_in:
                return to_sign_in(request, "resident:sign_in")
            return view(request, **arguments)

        return prepared(view, page, access=Access("resident", signed_in=signed_in))

    return decorate


def console_page(*, right: str = "", roles: Sequence[str] = (), seated: bool = True) -> Callable[[Page], Page]:
    """A page of the console for whoever works on a post with this right, or in one of these roles, or on any post.

    ``seated=False`` asks for a sign-in only (choosing a post).
    """
    access = Access("console", signed_in=True, right=right, roles=tuple(roles), seated=seated)

    def decorate(view: Page) -> Page:
        def page(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
            if request.session_row is None:
                return to_sign_in(request, "console:sign_in")
            if seated and (elsewhere := without_post(request)) is not None:
                return elsewhere
            if seated and not may(request.asking, access):
                raise PermissionDenied
            return view(request, **arguments)

        return prepared(view, page, access=access)

    return decorate


def prepared_open(terminal: Terminal) -> Callable[[Page], Page]:
    """A page that anybody may open: signing in, how things look."""

    def decorate(view: Page) -> Page:
        return prepared(view, view, access=Access(terminal, seated=False))

    return decorate


def board_page(view: Page) -> Page:
    """A page of the wall: reads the area of ``place_id`` (the district without it) and nothing beyond.

    Without links to hand out it exists in sample installations only.
    """

    def page(request: HttpRequest, *, place_id: int | None = None, **arguments: Any) -> HttpResponseBase:
        if not is_sample():
            raise Http404
        request.asking = area_of(request.asking, place_id)
        sees_on_as(request.asking)
        return view(request, **arguments)

    return prepared(view, page, access=Access("board"))


def prepared(view: Page, page: Page, *, access: Access) -> Page:
    """The page with its instant; what it does not find, or may not find, is 404."""

    @wraps(view)
    def answer(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
        request.now = getattr(request, "now", None) or now()
        try:
            response = page(request, **arguments)
        except NOT_THERE as unknown:
            raise Http404 from unknown
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    answer.access = access
    return answer


def to_sign_in(request: HttpRequest, name: str) -> HttpResponse:
    """To the sign-in, and back here afterwards; an address that only takes posts leads to the start instead."""
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else request.POST.get("back", "")
    return redirect(f"{reverse(name)}?{urlencode({'next': back})}" if back else reverse(name))


def without_post(request: HttpRequest) -> HttpResponse | None:
    """Where whoever has no post goes first: to the choice, or to the reason why a step did not count."""
    try:
        require_post(request.session_row)
    except PostEnded as ended:
        if request.method not in {"GET", "HEAD"}:
            return render(request, "console/ended.html", {"shell": shell_of(request), "reason": str(ended)}, status=403)
        messages.warning(request, str(ended))
    except NoPost:
        pass
    else:
        return None
    return redirect(f"{reverse('console:choose_post')}?{urlencode({'next': request.get_full_path()})}")


def may(asking: Asking, access: Access) -> bool:
    """Whether the asking post fits the page's declaration."""
    if access.right and not has_right(asking, access.right):
        return False
    return not access.roles or asking.role in access.roles


def has_right(asking: Asking, right: str) -> bool:
    """Whether the asking post's role was given this right by a manifest."""
    role = declared_roles().get(asking.role)
    return asking.is_staff and role is not None and right in role.may


def area_of(asking: Asking, place_id: int | None) -> Asking:
    """Whoever reads the wall of a place: nobody, who sees its interval. Raises ``PlaceUnknown``."""
    place = place_by_id(asking=asking, place_id=place_id) if place_id else district(asking=asking)
    return Asking(
        actor=Actor(channel="board", machine="board"),
        lo=place.pos,
        hi=place.pos_end,
        place_id=place.id,
        level=place.level,
        street_id=place.street_id,
        community_id=place.community_id,
        role="board",
        place_name=place.name,
        stamps=asking.stamps,
    )


def show(  # noqa: PLR0917 -- in the order of Django's render
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    status: int = 200,
    topics: Sequence[str] = (),
) -> HttpResponse:
    """Render a page inside its shell; ``topics`` are what it listens to beyond the reader's own inbox."""
    shell = {**shell_of(request), "live": live_address(request, topics=topics)}
    known = {"shell": shell, "unread": shell.get("unread", 0)}
    return render(request, template, {**known, **(context or {})}, status=status)


def shell_of(request: HttpRequest) -> dict[str, Any]:
    """What stands around the page, made once per request; a page that shows the shell's own numbers asks here."""
    if not hasattr(request, "shell"):
        terminal = terminal_of(request)
        is_gate = terminal == "console" and not request.asking.is_staff
        request.shell = gate_shell() if is_gate else SHELLS[terminal](request) if terminal in SHELLS else {}
    return request.shell


def terminal_of(request: HttpRequest) -> Terminal:
    """Which shell an address belongs to."""
    first = request.path_info.strip("/").partition("/")[0]
    return "console" if first == "console" else "board" if first == "board" else "resident"


def say_refusal(form: forms.Form, refused: Refused) -> None:
    """Put a refusal beside the field it concerns, or above the form."""
    field = refused.field if refused.field in form.fields else None
    form.add_error(field, str(refused))


def idem_of(request: HttpRequest) -> UUID:
    """The key of a writing form: what it brought, or a fresh one for a form about to be shown."""
    return uuid_of(request.POST.get("idem", "")) or new_id()


def uuid_of(text: str) -> UUID | None:
    """An id from an address or a form, None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None


def version_of(request: HttpRequest) -> int | None:
    """The version of the item that a form saw, None when it does not say."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and text.isascii() and len(text) < len("1000000000") else None


def safe_next(request: HttpRequest, default: str) -> str:
    """Where to go on after a sign-in or a choice: an address of ours, never another site's."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=False)
    return wanted if ours and wanted.startswith("/") else default


def item_address(item: Item, *, terminal: Literal["resident", "console"]) -> str:
    """Where an item's own page is: kind "wishes.wish" has its pages at "wishes:wish" and "wishes_console:wish"."""
    slug, _dot, name = item.kind.partition(".")
    try:
        return reverse(f"{slug}:{name}" if terminal == "resident" else f"{slug}_console:{name}", args=[item.id])
    except NoReverseMatch:
        return ""


def signed_in_as(request: HttpRequest, asking: Asking) -> None:
    """Go on in this request as whoever has just signed in: the database sees as they do from here on."""
    request.asking = replace(asking, stamps=request.asking.stamps)
    sees_on_as(request.asking)
