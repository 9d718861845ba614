"""Who looked at the reader's data, and the photos they may see."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xinyi.kernel.accounts.api import Seat, seats
from xinyi.kernel.manifest import personal_fields
from xinyi.kernel.vault.api import seen_by
from xinyi.kernel.work.api import Item, items_named
from xinyi.terminals.components.pages import item_address, resident_page, show, uuid_of
from xinyi.terminals.components.photos import photo_response

PERIOD = timedelta(days=90)


@require_safe
@resident_page(signed_in=True)
def who_saw_me(request: HttpRequest) -> HttpResponse:
    """Every look by somebody else: when, which post, what, why, about which matter."""
    me = request.asking.actor.person
    rows = [one for one in seen_by(asking=request.asking, person=me) if one.field and one.person_id != me]
    posts = seats(request.asking, [one.post_id for one in rows if one.post_id])
    about = [found for one in rows if one.object_kind == "item" and (found := uuid_of(one.object_id))]
    items = items_named(asking=request.asking, item_ids=about)
    recent = [one for one in rows if one.at > request.now - PERIOD]
    context = {
        "figures": figures(recent),
        "tabs": "",
        "looks": [look(one, seat=posts.get(one.post_id), item=items.get(uuid_of(one.object_id))) for one in rows],
    }
    return show(request, "resident/who_saw_me.html", context)


def figures(recent: Sequence[Any]) -> list[dict[str, Any]]:
    """How often, by how many posts, how often without a reason."""
    return [
        {"label": _("近 90 天被查看"), "value": len(recent), "unit": _("次")},
        {"label": _("查看的岗位"), "value": len({one.post_id for one in recent}), "unit": _("个")},
        {"label": _("没写事由"), "value": sum(not one.purpose for one in recent), "unit": _("次")},
    ]


def look(row: Any, *, seat: Seat | None, item: Item | None) -> dict[str, Any]:
    """One line. Any: an audit row is named only inside the audit."""
    known = {field.field: field.label for _slug, field in personal_fields() if field.model == "vault.Value"}
    name = seat.public_name if seat else ""
    return {
        "who": name or row.actor_title or _("系统"),
        "role": " · ".join(filter(None, ((seat.organisation_name if seat else ""), row.actor_title))) or _("系统"),
        "at": row.at,
        "what": known.get(row.field, row.field),
        "why": row.purpose,
        "href": item_address(item, terminal="resident") if item else "",
        "item": item.title if item else "",
        "chip": "",
        "tone": "mute",
    }


@require_safe
@resident_page()
def photo(request: HttpRequest, *, file_id: UUID, size: str) -> FileResponse:
    """A photo for whoever may see its matter."""
    return photo_response(request, file_id=file_id, size=size)
