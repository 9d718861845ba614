"""The door to notices."""

from xinyi.kernel.notices.actions import mark_read, notify
from xinyi.kernel.notices.machine import ConsoleSms, NotSent, SmsBackend
from xinyi.kernel.notices.queries import Message, inbox, unread_count

__all__ = [
    "ConsoleSms",
    "Message",
    "NotSent",
    "SmsBackend",
    "inbox",
    "mark_read",
    "notify",
    "unread_count",
]
