"""Pages of the console that belong to no feature."""

from xinyi.terminals.console.pages.inbox import inbox, notices, open_notice, search, take_on
from xinyi.terminals.console.pages.me import display, me, photo
from xinyi.terminals.console.pages.office import audit, components
from xinyi.terminals.console.pages.signing import choose_post_page, leave, sign_in

__all__ = [
    "audit",
    "choose_post_page",
    "components",
    "display",
    "inbox",
    "leave",
    "me",
    "notices",
    "open_notice",
    "photo",
    "search",
    "sign_in",
    "take_on",
]
