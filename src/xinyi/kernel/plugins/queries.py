"""What is switched on for the one asking, and what fills a slot for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.urls import reverse

from xinyi.kernel.manifest import Manifest, Slot, find_manifest, manifests, resolve, slots_named
from xinyi.kernel.places.api import chain, place_by_id
from xinyi.kernel.plugins.models import Switch
from xinyi.kernel.scope.api import Asking, cached

SEARCH = "console.search"


@dataclass(frozen=True)
class Piece:
    """What a folder puts into a slot: its own template, or none where the shell's component draws it."""

    slug: str
    template: str
    context: Mapping[str, Any]


def switches(asking: Asking) -> dict[tuple[str, int], bool]:
    """(slug, place) to on or off."""
    return cached(asking, "plugins.switches", stamps=("plugins",), load=read_switches)


def read_switches() -> dict[tuple[str, int], bool]:
    """All switches; there are few."""
    return {(slug, place): is_on for slug, place, is_on in Switch.objects.values_list("slug", "place_id", "is_on")}


def is_on(*, asking: Asking, slug: str, place_id: int | None = None) -> bool:
    """Whether the folder is switched on at the place (the asking one's when none is given); the nearest switch decides.

    Centre folders, which no level may switch, are always on. Unknown slugs are off.
    """
    found = find_manifest(slug)
    if found is None:
        return False
    known = switches(asking)
    at = place_id or asking.place_id
    if not found.switched_by or at is None or not known:
        return found.on_by_default
    above = [one.id for one in reversed(chain(asking=asking, place=place_by_id(asking=asking, place_id=at)))]
    return next((known[slug, one] for one in above if (slug, one) in known), found.on_by_default)


def scenarios_on(*, asking: Asking) -> list[Manifest]:
    """The manifests of every switchable folder that is on where the one asking is."""
    return [one for one in manifests() if one.switched_by and is_on(asking=asking, slug=one.slug)]


def pieces(*, name: str, asking: Asking, now: datetime, given: Mapping[str, Any] = MappingProxyType({})) -> list[Piece]:
    """What fills the slot for the one asking, in order: folders that are on, roles that may see it.

    The queries of the slots get what is ``given`` beside ``asking`` and ``now``.
    """
    found = (
        piece(slug, slot, asking=asking, now=now, given=given)
        for slug, slot in slots_named(name)
        if is_for(slug, slot, asking)
    )
    return [one for one in found if one is not None]


def is_for(slug: str, slot: Slot, asking: Asking) -> bool:
    """Whether the slot concerns the one asking."""
    return (not slot.roles or asking.role in slot.roles) and is_on(asking=asking, slug=slug)


def piece(slug: str, slot: Slot, *, asking: Asking, now: datetime, given: Mapping[str, Any]) -> Piece | None:
    """One filled slot, None when its query has nothing to show."""
    context = {"label": slot.label, "icon": slot.icon, "group": slot.group, "slug": slug, "count": slot.count}
    context["url"] = reverse(slot.url) if slot.url else ""
    if slot.query:
        answer = resolve(slug, slot.query)(asking=asking, now=now, **given)
        if answer is None:
            return None
        context |= answer
    return Piece(slug, slot.template, context)


def render_slot(name: str, context: Mapping[str, Any]) -> list[dict[str, Any]]:
    """For the shells' ``{% slot %}`` tag: the pieces of the request at hand, each with ``template`` and ``context``.

    A search result is asked with the ``words`` looked for.
    """
    request = context["request"]
    given = {"words": request.GET.get("q", "").strip()} if name == SEARCH else {}
    found = pieces(name=name, asking=request.asking, now=request.now, given=given)
    return [{"template": one.template, "context": dict(one.context)} for one in found]
