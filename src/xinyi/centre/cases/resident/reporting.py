"""The way of a report: words, urgent numbers first, where, sign-in on the way, receipt. Nothing typed is ever lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xinyi.centre.cases.actions.reporting import Report, checked_text
from xinyi.centre.cases.actions.reporting import report as report_case
from xinyi.centre.cases.forms.resident import ReportForm
from xinyi.centre.cases.queries.kinds import kind_label, kinds
from xinyi.centre.cases.queries.slots import home_of
from xinyi.centre.hints.api import suggest, urgent_numbers
from xinyi.kernel.base.api import Refused
from xinyi.kernel.files.api import PreparedFile, keep_for_session, session_files, store
from xinyi.kernel.places.api import PlaceRef, full_name, place_at, place_by_id, search_places
from xinyi.terminals.components.pages import (
    UNPROCESSABLE,
    idem_of,
    resident_page,
    say_refusal,
    show,
    uuid_of,
)
from xinyi.terminals.components.signing import Signing, keep_photo_key, keep_sign_in, photo_key, take_sign_in

FOUND = 8


@dataclass
class Way:
    """A report on its way through the pages: what was typed, which photos lie on disk, where it is."""

    request: HttpRequest
    form: ReportForm
    idem: UUID
    kept: list[UUID]
    place: PlaceRef | None = None
    offered: Sequence[PlaceRef] = ()
    is_broken: bool = False

    @property
    def key(self) -> str:
        """The visitor's key of photos, the same for the whole request."""
        if not hasattr(self.request, "photo_key"):
            self.request.photo_key = photo_key(self.request)
        return str(self.request.photo_key)


@require_http_methods(["GET", "HEAD", "POST"])
@resident_page()
def report(request: HttpRequest) -> HttpResponse:
    """Take the report a step further; the last step opens the case and leads to its receipt."""
    if request.method != "POST":
        return empty_page(request)
    way = started(request)
    check(way)
    new_photos(way)
    find_place(way)
    if way.is_broken or way.place is None or asks_for_more(request):
        return ask_more(way)
    calls = urgent_numbers(way.form.cleaned_data["text"])
    if calls and "calm" not in request.POST:
        return kept_photos(way, show(request, "cases/resident/calls.html", {**page_of(way), "calls": calls}))
    if request.asking.is_signed_in:
        return finish(way)
    return sign_in_first(way)


def empty_page(request: HttpRequest) -> HttpResponse:
    """The page that asks for everything, at home."""
    way = started(request)
    way.place = home_of(request.asking)
    return show(request, "cases/resident/report.html", page_of(way))


def asks_for_more(request: HttpRequest) -> bool:
    """Whether the person wants to say more, or to take a photo away, before it goes on."""
    return "more" in request.POST or "drop" in request.POST


def started(request: HttpRequest) -> Way:
    """The report as the form brought it, or an empty one."""
    data = request.POST if request.method == "POST" else None
    kept = [one for one in map(uuid_of, request.POST.getlist("kept")) if one]
    kept = [one for one in kept if str(one) != request.POST.get("drop")]
    return Way(request, ReportForm(data), idem_of(request), kept)


def check(way: Way) -> None:
    """Whether the words can be read at all; whoever only wants to say more may not have written any yet."""
    way.is_broken = not way.form.is_valid()
    if asks_for_more(way.request) and not way.request.POST.get("text", "").strip():
        way.form.errors.pop("text", None)
        return
    if "text" in way.form.errors:
        return
    try:
        way.form.cleaned_data["text"] = checked_text(way.form.cleaned_data.get("text") or "")
    except Refused as refused:
        say_refusal(way.form, refused)
        way.is_broken = True


def new_photos(way: Way) -> None:
    """Put what was added on disk, kept for this browser; a photo that is none is said, the others stay."""
    made: list[PreparedFile] = []
    for upload in way.request.FILES.getlist("photos"):
        try:
            made.append(store(asking=way.request.asking, upload=upload, now=way.request.now, session_key=way.key))
        except Refused as refused:
            way.form.add_error(None, str(refused))
            way.is_broken = True
    try:
        keep_for_session(prepared=made, session_key=way.key, now=way.request.now)
    except Refused as refused:
        way.form.add_error(None, str(refused))
        way.is_broken = True
        return
    way.kept += [one.id for one in made]


def find_place(way: Way) -> None:
    """By the device's position, the place picked, the words written, or home. Says what cannot be found."""
    given = way.form.cleaned_data
    try:
        if given.get("latitude") is not None and given.get("longitude") is not None and not given.get("where"):
            way.place = place_at(asking=way.request.asking, lon=given["longitude"], lat=given["latitude"])
        elif given.get("where"):
            look_for(way, given["where"])
        elif given.get("place"):
            way.place = place_by_id(asking=way.request.asking, place_id=given["place"])
        else:
            way.place = home_of(way.request.asking)
            say_no_place(way)
    except Refused as refused:
        way.form.add_error("where", str(refused))
        way.is_broken = True


def say_no_place(way: Way) -> None:
    """Nobody can be sent to a place that nobody named."""
    if way.place is None and not asks_for_more(way.request):
        way.form.add_error("where", _("请写小区、楼栋，或者用现在的位置，我们才知道派谁去。"))
        way.is_broken = True


def look_for(way: Way, words: str) -> None:
    """A place by its name: one answer is taken, several are offered."""
    picked = way.form.cleaned_data.get("place")
    found = search_places(asking=way.request.asking, text=words, limit=FOUND)
    chosen = [one for one in found if one.id == picked]
    if chosen or len(found) == 1:
        way.place = (chosen or found)[0]
    elif found:
        way.offered = found
        way.form.add_error("where", _("叫这个名字的有几处，请选一处。"))
    else:
        way.form.add_error("where", _("没有找到这个地方，请换个说法，例如只写小区名。"))
        way.is_broken = True


def ask_more(way: Way) -> HttpResponse:
    """The page that asks for what is missing: words, place, kind, photos."""
    status = UNPROCESSABLE if way.form.errors else 200
    return kept_photos(way, show(way.request, "cases/resident/report.html", page_of(way), status=status))


def sign_in_first(way: Way) -> HttpResponse:
    """Who reports? A round of signing in, with the report in the form; then the case is opened at once."""
    signing = take_sign_in(way.request)
    if signing.is_done:
        return finish(way, signing)
    fields = signing.context()
    context = {**fields, **page_of(way), "signing_form": fields["form"], "words": way.form.cleaned_data["text"]}
    return kept_photos(way, show(way.request, "cases/resident/sign_in.html", context, status=signing.status))


def finish(way: Way, signing: Signing | None = None) -> HttpResponse:
    """Open the case and lead to its receipt. Raises nothing the page does not say."""
    given, asking = way.form.cleaned_data, way.request.asking
    assert way.place is not None
    made = Report(
        text=given["text"],
        place=way.place,
        channel="web",
        reporter_id=asking.actor.person,
        kind=given.get("kind") or "",
        spot=given.get("spot") or "",
        lon=given.get("longitude"),
        lat=given.get("latitude"),
        anonymous=bool(given.get("anonymous")),
        about=given.get("about") or "",
        kept_photos=way.kept,
        session_key=way.key,
    )
    try:
        item_id = report_case(asking=asking, report=made, idem=way.idem, now=way.request.now)
    except Refused as refused:
        say_refusal(way.form, refused)
        response = ask_more(way)
    else:
        response = redirect("cases:receipt", item_id=item_id)
    if signing:
        keep_sign_in(response, signing)
    return response


def kept_photos(way: Way, response: HttpResponse) -> HttpResponse:
    """Let the browser keep the key of its photos until the report is finished."""
    if way.kept:
        keep_photo_key(response, way.key, secure=settings.SESSION_COOKIE_SECURE)
    return response


def page_of(way: Way) -> dict[str, Any]:
    """What every page of the way shows and brings again."""
    asking, text = way.request.asking, str(way.form["text"].value() or "")
    known = kinds(asking=asking)
    way.form.fields["where"].required = way.place is None
    hints = suggest(text, list(known.values())) if text else []
    chosen = str(way.form["kind"].value() or "")
    options = [known[hint.code] for hint in hints] + ([known[chosen]] if chosen in known else [])
    return {
        "form": way.form,
        "idem": way.idem,
        "text": text,
        "place": way.place,
        "place_name": full_name(asking=asking, place=way.place) if way.place else "",
        "offered": [{"id": one.id, "name": full_name(asking=asking, place=one)} for one in way.offered],
        "kinds": [{"code": one.code, "label": kind_label(one)} for one in dict.fromkeys(options)],
        "chosen_kind": chosen,
        "hint_words": "、".join(hints[0].words) if hints else "",
        "kept": photos_of(way),
    }


def photos_of(way: Way) -> list[dict[str, Any]]:
    """The photos that lie on disk for this report."""
    if not way.kept:
        return []
    there = set(session_files(session_key=way.key, now=way.request.now))
    way.kept = [one for one in way.kept if one in there]
    return [
        {
            "id": one,
            "thumb": reverse("resident:photo", args=[one, "thumb"]),
            "url": reverse("resident:photo", args=[one, "main"]),
            "alt": _("第 %(number)s 张照片") % {"number": number},
        }
        for number, one in enumerate(way.kept, 1)
    ]
