"""What the three shells themselves show around a page: place, tabs, menu, counts, who is working, the live stream."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.urls import reverse
from django.utils.translation import gettext as _

from xinyi.kernel.live.api import token
from xinyi.kernel.notices.api import unread_count
from xinyi.kernel.places.api import PlaceUnknown, district, place_by_id
from xinyi.kernel.plugins.api import Piece, pieces
from xinyi.kernel.scope.api import Asking
from xinyi.kernel.work.api import count_mine

Shell = dict[str, Any]
MOST_SHOWN = 99
HOT = frozenset({"late", "ringing", "overseen"})
PHONE_ENTRIES = 2


def is_sample() -> bool:
    """Whether the people and numbers shown are invented."""
    return bool(settings.XINYI_MODE == "sample")


def badge(count: int) -> str:
    """A count beside a word: nothing for none, 99+ for many."""
    return "" if not count else f"{MOST_SHOWN}+" if count > MOST_SHOWN else str(count)


def live_address(request: HttpRequest, *, topics: Iterable[str]) -> str:
    """Where the page listens, with the pass for the reader's inbox and its topics; empty for a page that has none."""
    own = [f"inbox:{request.asking.me}"] if request.asking.me else []
    names = list(dict.fromkeys([*own, *topics]))
    if not names:
        return ""
    host, _port = split_domain_port(request.get_host())
    origin = settings.LIVE_ORIGIN or f"{request.scheme}://{host}:{settings.LIVE_PORT}"
    return f"{origin}/live?token={token(*names, now=request.now)}"


# Resident ------------------------------------------------------------------------------------------------------------
def resident_shell(request: HttpRequest) -> Shell:
    """The phone's shell; one statement for whoever is signed in, none for a visitor."""
    asking: Asking = request.asking
    unread = unread_count(asking=asking) if asking.is_signed_in else 0
    return {
        "place": place_of(asking),
        "tabs": resident_tabs(request, unread=unread),
        "unread": unread,
        "signed_in": asking.is_signed_in,
        "sample": is_sample(),
    }


def place_of(asking: Asking) -> Mapping[str, str]:
    """The community whose page this is, with its street; the district before anybody chose."""
    href = reverse("resident:place")
    try:
        if asking.community_id is None:
            return {"name": district(asking=asking).name, "note": _("选择您的社区"), "href": href}
        community = place_by_id(asking=asking, place_id=asking.community_id)
        street = place_by_id(asking=asking, place_id=community.street_id or community.id)
    except PlaceUnknown:
        return {"name": _("邻里信义"), "note": "", "href": href}
    return {"name": community.name, "note": " · ".join([street.name, *grid_of(asking)]), "href": href}


def grid_of(asking: Asking) -> list[str]:
    """The name of the grid around the reader's home, where the kept tree knows it."""
    if asking.place_id is None or asking.level == "dwelling":
        return []
    grid_id = place_by_id(asking=asking, place_id=asking.place_id).grid_id
    return [place_by_id(asking=asking, place_id=grid_id).name] if grid_id else []


def resident_tabs(request: HttpRequest, *, unread: int) -> list[Shell]:
    """The bottom tabs: the shell's own, and in their middle what folders bring."""
    brought = [tab_of(one) for one in pieces(name="resident.tab", asking=request.asking, now=request.now)]
    tabs = [
        tab("home", _("首页"), icon="home"),
        tab("services", _("办事"), icon="document"),
        *brought,
        tab("matters", _("事项"), icon="todo"),
        tab("me", _("我的"), icon="person", count=unread),
    ]
    here = request.path
    current = next((one["href"] for one in reversed(tabs) if is_under(here, one["href"])), "")
    return [one | {"current": one["href"] == current} for one in tabs]


def tab(name: str, label: str, *, icon: str, count: int = 0) -> Shell:
    """One of the shell's own tabs."""
    return {"label": label, "href": reverse(f"resident:{name}"), "icon": icon, "alarm": False, "badge": badge(count)}


def tab_of(piece: Piece) -> Shell:
    """A tab that a folder brings; ``alarm`` in its query's answer makes it the red one."""
    known = piece.context
    return {
        "label": known["label"],
        "href": known["url"],
        "icon": known["icon"],
        "alarm": bool(known.get("alarm")),
        "badge": known.get("badge", ""),
    }


def is_under(path: str, href: str) -> bool:
    """Whether the page is the one a tab leads to, or below it; the home page has nothing below it."""
    return path == href or (href != "/" and path.startswith(href))


# Console -------------------------------------------------------------------------------------------------------------
def console_shell(request: HttpRequest) -> Shell:
    """The console's shell; one statement for all counts."""
    asking: Asking = request.asking
    counts = count_mine(asking=asking, now=request.now)
    menu = console_menu(request, counts=counts)
    return {
        "menu": menu,
        "counts": counts,
        "unread": counts["unread"],
        "who": {"name": asking.actor.name or asking.title, "post": " · ".join(filter(None, post_words(asking)))},
        "query": request.GET.get("q", ""),
        "facts": [],
        "duty": "",
        "tabs": console_tabs(menu, counts=counts, path=request.path),
        "sample": is_sample(),
    }


def gate_shell() -> Shell:
    """The shell of pages before a post is chosen."""
    return {"sample": is_sample()}


def post_words(asking: Asking) -> tuple[str, str]:
    """Where and as what somebody works."""
    return asking.place_name, asking.title


def console_menu(request: HttpRequest, *, counts: Mapping[str, int]) -> list[Shell]:
    """Groups of entries: the shell's own first, then what folders bring, in their order."""
    groups: dict[str, list[Shell]] = {}
    for group, entry in [*own_entries(request, counts), *brought_entries(request, counts)]:
        groups.setdefault(group, []).append(entry)
    every = [entry for entries in groups.values() for entry in entries]
    fitting = [one["href"] for one in every if request.path == one["href"] or is_below(request.path, one["href"])]
    current = max(fitting, key=len, default="")
    for entry in every:
        entry["current"] = entry["href"] == current
    return [{"label": label, "entries": entries} for label, entries in groups.items()]


def is_below(path: str, href: str) -> bool:
    """Whether a page lies below a menu entry; everything lies below the inbox, which therefore never counts."""
    return href != reverse("console:inbox") and path.startswith(href)


def own_entries(request: HttpRequest, counts: Mapping[str, int]) -> list[tuple[str, Shell]]:
    """The entries of the shell itself, those of an office only for whoever holds it."""
    workbench, office = _("工作台"), _("监督")
    entries = [(workbench, entry("inbox", _("收件箱"), icon="inbox", count=counts["mine"]))]
    if request.asking.auditor:
        entries.append((office, entry("audit", _("审计记录"), icon="eye", count=0)))
    return entries


def entry(name: str, label: str, *, icon: str, count: int) -> Shell:
    """One of the shell's own entries."""
    return {"label": label, "href": reverse(f"console:{name}"), "icon": icon, "count": badge(count), "hot": False}


def brought_entries(request: HttpRequest, counts: Mapping[str, int]) -> list[tuple[str, Shell]]:
    """What folders put into the menu."""
    return [entry_of(one, counts) for one in pieces(name="console.menu", asking=request.asking, now=request.now)]


def entry_of(piece: Piece, counts: Mapping[str, int]) -> tuple[str, Shell]:
    """A folder's entry with the count it names."""
    known = piece.context
    number = counts.get(known["count"], 0) if isinstance(known["count"], str) else known["count"]
    drawn = {"label": known["label"], "href": known["url"], "icon": known["icon"], "count": badge(number)}
    return str(known["group"] or _("场景")), drawn | {"hot": bool(number) and known["count"] in HOT}


def console_tabs(menu: Sequence[Shell], *, counts: Mapping[str, int], path: str) -> list[Shell]:
    """The tabs of the same console on a phone: inbox, what the workbench holds more, notices, oneself."""
    first = [one | {"badge": one["count"]} for one in menu[0]["entries"][: 1 + PHONE_ENTRIES]]
    last = [("notices", _("通知"), "bell", counts["unread"]), ("me", _("我的"), "person", 0)]
    own = [entry(name, label, icon=icon, count=count) for name, label, icon, count in last]
    return first + [one | {"badge": one["count"], "current": path == one["href"]} for one in own]
