"""The wall and what anybody may do there: read it page by page, write a wish, second one."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xinyi.kernel.base.api import Refused, new_id
from xinyi.kernel.files.api import store
from xinyi.kernel.places.api import place_by_id
from xinyi.kernel.work.api import Cursor, ItemUnknown, workflow_of
from xinyi.scenarios.wishes.actions import second, write_wish
from xinyi.scenarios.wishes.actions.seconding import OPEN
from xinyi.scenarios.wishes.actions.writing import KIND
from xinyi.scenarios.wishes.forms import WishForm
from xinyi.scenarios.wishes.models import PublishedWish
from xinyi.scenarios.wishes.queries import (
    WALL_TABS,
    Counts,
    counts,
    published,
    seconded_among,
)
from xinyi.scenarios.wishes.queries import wall as page_of_wall
from xinyi.terminals.components.pages import (
    UNPROCESSABLE,
    idem_of,
    resident_page,
    say_refusal,
    show,
)
from xinyi.terminals.components.wording import moment_words


@require_safe
@resident_page()
def wall(request: HttpRequest) -> HttpResponse:
    """The wishes of the reader's community, newest first."""
    asking, tab = request.asking, request.GET.get("show", "")
    tab = tab if tab in WALL_TABS else ""
    page = page_of_wall(asking=asking, tab=tab, after=Cursor.parse(request.GET.get("after", "")))
    known = counts(asking=asking)
    done = seconded_among(asking=asking, item_ids=[one.item_id for one in page.wishes]) if page.wishes else set()
    following = f"?{urlencode({'show': tab, 'after': str(page.after)})}" if page.after else ""
    context = {
        "figures": figures(known),
        "tabs": tabs(known, chosen=tab),
        "wishes": [card(one, request, can_second=one.item_id not in done) for one in page.wishes],
        "next": following,
    }
    return show(request, "wishes/resident/wall.html", context)


def figures(known: Counts) -> list[dict[str, Any]]:
    """The three numbers above the wall."""
    named = [(_("等人认领"), known.gathering), (_("已有人认领"), known.claimed), (_("已经做到"), known.kept)]
    return [{"label": label, "value": value, "unit": _("个")} for label, value in named]


def tabs(known: Counts, *, chosen: str) -> list[dict[str, Any]]:
    """All, waiting for somebody, claimed, come true."""
    labels = (_("全部"), _("征集"), _("认领"), _("实现"))
    numbers = ("", known.gathering, known.claimed, known.kept)
    here = reverse("wishes:start")
    return [
        {"label": label, "count": number, "current": name == chosen, "href": f"{here}?show={name}" if name else here}
        for name, label, number in zip(WALL_TABS, labels, numbers, strict=True)
    ]


def card(one: PublishedWish, request: HttpRequest, *, can_second: bool) -> dict[str, Any]:
    """A wish as the wall shows it: no person, and what was promised in public."""
    state, today = workflow_of(KIND).state(one.state), localdate(request.now)
    place = place_by_id(asking=request.asking, place_id=one.community_id)
    return {
        "id": one.item_id,
        "title": one.title,
        "text": "" if one.text.rstrip("。！？") == one.title else one.text,
        "chip": state.label,
        "tone": state.tone,
        "where": place.name,
        "at": moment_words(one.published_at, style="day", today=today),
        "seconds": one.seconds,
        "claimer": one.claimer,
        "offer": one.offer,
        "promised_on": one.promised_on,
        "days": (one.promised_on - today).days if one.promised_on and one.state in {"claimed", "checking"} else None,
        "done_words": one.done_words,
        "done_on": one.done_on,
        "early": (one.promised_on - one.done_on).days if one.promised_on and one.done_on else None,
        "answer": one.answer,
        "href": reverse("wishes:wish", args=[one.item_id]),
        "can_second": can_second and one.state in OPEN,
        "idem": new_id(),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@resident_page(signed_in=True)
def write(request: HttpRequest) -> HttpResponse:
    """The form, and what it brought."""
    form = WishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            photos = [store(asking=request.asking, upload=one, now=request.now) for one in photos_of(request)]
            item_id = write_wish(
                asking=request.asking, text=form.cleaned_data["text"], photos=photos, idem=idem_of(request),
                now=request.now,
            )  # fmt: skip
        except Refused as refused:
            say_refusal(form, refused)
        else:
            messages.success(request, _("心愿已交给社区审看，结果会告诉您。"))
            return redirect("wishes:wish", item_id=item_id)
    community = request.asking.community_id
    place = place_by_id(asking=request.asking, place_id=community).name if community else ""
    status = UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "idem": idem_of(request), "place": place}
    return show(request, "wishes/resident/write.html", context, status=status)


def photos_of(request: HttpRequest) -> Sequence[Any]:
    """The uploads of the form. Any: Django's uploaded files."""
    return [one for one in request.FILES.getlist("photos") if one]


@require_POST
@resident_page(signed_in=True)
def second_it(request: HttpRequest, *, item_id: UUID) -> HttpResponse:
    """Second a wish; doing it again changes nothing."""
    try:
        second(asking=request.asking, item_id=item_id, now=request.now)
    except Refused as refused:
        if published(asking=request.asking, item_id=item_id) is None:
            raise ItemUnknown from refused
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("已附议。"))
    return redirect("wishes:wish", item_id=item_id)
