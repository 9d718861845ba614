"""Pages of offices: the audit for the auditor, the gallery of components for whoever builds or runs the house."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from xinyi.kernel.accounts.api import seats
from xinyi.kernel.audit.api import rows_about
from xinyi.kernel.work.api import item_numbered
from xinyi.terminals.components.gallery import LOOKS, gallery
from xinyi.terminals.components.pages import UNPROCESSABLE, console_page, show
from xinyi.terminals.components.shells import is_sample
from xinyi.terminals.components.wording import moment_words
from xinyi.terminals.console.forms import AuditForm

PAGE = 50
SHEETS = {
    "resident": ["resident/critical.css", "resident/patterns.css"],
    "console": ["console/shell.css", "console/patterns.css"],
    "board": ["board/board.css"],
}


@require_safe
@console_page(right="audit.read")
def audit(request: HttpRequest) -> HttpResponse:
    """Every write and every look, newest first, narrowed to a thing or a person."""
    form = AuditForm(request.GET or None)
    valid = not form.is_bound or form.is_valid()
    rows = found(request, form) if valid else []
    last = rows[PAGE - 1].at.isoformat() if len(rows) > PAGE else ""
    asked = {name: request.GET.get(name, "") for name in ("about", "subject")}
    context = {
        "form": form,
        "rows": shown(request, rows[:PAGE]),
        "pager": {"previous": "", "next": f"?{urlencode({**asked, 'before': last})}", "note": ""} if last else "",
    }
    return show(request, "console/audit.html", context, status=200 if valid else UNPROCESSABLE)


def found(request: HttpRequest, form: AuditForm) -> Sequence[Any]:
    """One row more than a page; a readable number is looked up first. Any: audit rows are named in the audit only."""
    given = form.cleaned_data if form.is_bound else {"about": "", "subject": None}
    about = given["about"].strip()
    item = item_numbered(asking=request.asking, number=about)
    return rows_about(
        asking=request.asking,
        subject=given["subject"],
        object_id=str(item.id) if item else about,
        before=instant(request.GET.get("before", "")),
        limit=PAGE + 1,
    )


def instant(text: str) -> datetime | None:
    """An instant from an address, None for anything else."""
    try:
        found_at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found_at if found_at.tzinfo else None


def shown(request: HttpRequest, rows: Sequence[Any]) -> list[dict[str, Any]]:
    """The rows in words, with who sat on the post."""
    posts = seats(request.asking, [one.post_id for one in rows if one.post_id])
    today = localdate(request.now)
    return [
        {
            "at": moment_words(one.at, style="auto", today=today),
            "who": posts[one.post_id].public_name if one.post_id in posts else one.machine or one.channel,
            "title": one.actor_title,
            "action": one.action,
            "kind": one.object_kind,
            "object": one.object_id,
            "subject": str(one.subject_id or ""),
            "why": one.purpose or one.why,
        }
        for one in rows
    ]


@require_safe
@console_page()
def components(request: HttpRequest) -> HttpResponse:
    """Every component with its props, for one terminal's look; in samples, and for administrators."""
    if not is_sample() and request.asking.role != "administrator":
        raise PermissionDenied
    wanted = request.GET.get("look", "")
    look = wanted if wanted in LOOKS else LOOKS[0]
    here = reverse("console:components")
    context = {
        "look": look,
        "pieces": gallery(look),
        "stylesheets": SHEETS[look],
        "looks": [{"look": one, "href": f"{here}?look={one}"} for one in LOOKS],
    }
    return render(request, "components/gallery.html", context)
