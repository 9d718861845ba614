"""Pages of the phone that belong to no feature."""

from xinyi.terminals.resident.pages.home import display, home, services
from xinyi.terminals.resident.pages.inbox import inbox_page, open_notice
from xinyi.terminals.resident.pages.matters import matters
from xinyi.terminals.resident.pages.me import me, name, privacy, residence
from xinyi.terminals.resident.pages.place import place
from xinyi.terminals.resident.pages.seen import photo, who_saw_me
from xinyi.terminals.resident.pages.signing import leave, sign_in

__all__ = [
    "display",
    "home",
    "inbox_page",
    "leave",
    "matters",
    "me",
    "name",
    "open_notice",
    "photo",
    "place",
    "privacy",
    "residence",
    "services",
    "sign_in",
    "who_saw_me",
]
