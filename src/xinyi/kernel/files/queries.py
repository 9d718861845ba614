"""Photos that may be seen, and where their pictures lie."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext_lazy as _

from xinyi.kernel.base.api import Refused
from xinyi.kernel.files.models import File
from xinyi.kernel.scope.api import Asking

Size = Literal["main", "thumb"]
SUFFIX = {"main": ".jpg", "thumb": "-320.jpg"}
MOST_PHOTOS = 9
SESSION_KEEPS = timedelta(days=1)
COLUMNS = ("id", "item_id", "name", "kind", "visibility", "width", "height", "taken_by", "at")

# Functions that run as the owner and so pass the row policy: name, and the scope each applies itself.
DEFINER_FUNCTIONS = (
    (
        "files_of_session",
        "Ids of photos of one visitor, known by the hash of a random key that only their browser has.",
    ),
    ("files_attach", "Gives a photo of one visitor, known by the same hash, to the item they report; no other row."),
    ("files_forget", "Removes rows of visitors who never signed in, older than a day; no photo of an item."),
    ("files_known", "Of given ids those that have a row: tells pictures on disk nobody owns from the others."),
)


class FileUnknown(Refused):
    """No such photo, or not for the asker."""

    message = _("没有找到这张照片，或者您不能查看它。")


@dataclass(frozen=True)
class Photo:
    """A photo as a page shows it."""

    id: UUID
    item_id: UUID | None
    name: str
    kind: str
    visibility: str
    width: int
    height: int
    taken_by: UUID | None
    at: datetime


def new_session_key() -> str:
    """A random key for a visitor's cookie; the database keeps its hash only."""
    return secrets.token_urlsafe(32)


def hashed(session_key: str) -> str:
    """What the database knows of a visitor's key."""
    assert session_key, "a visitor without a key owns no photos"
    return hashlib.sha256(session_key.encode()).hexdigest()


def path_of(file_id: UUID, size: Size) -> Path:
    """Where a picture lies; two levels of folders, so that none grows without end."""
    name = file_id.hex
    return Path(settings.MEDIA_ROOT) / name[:2] / name[2:4] / f"{file_id}{SUFFIX[size]}"


def files_of(*, asking: Asking, item_ids: Iterable[UUID]) -> dict[UUID, list[Photo]]:
    """The photos the asker may see of each item, oldest first; one statement for any number of items."""
    found: dict[UUID, list[Photo]] = {one: [] for one in item_ids}
    if asking.is_signed_in or asking.lo is not None:
        seen = File.objects.filter(item_id__in=list(found)).order_by("at", "id").values_list(*COLUMNS)
        for photo in (Photo(*row) for row in seen):
            assert photo.item_id is not None
            found[photo.item_id].append(photo)
    return found


def session_files(*, session_key: str, now: datetime) -> list[UUID]:
    """Ids of the photos a visitor sent within the last day, oldest first."""
    if not session_key:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT files_of_session(%s, %s)", [hashed(session_key), now - SESSION_KEEPS])
        return [row[0] for row in cursor.fetchall()]


def stored_path(
    *, asking: Asking, file_id: UUID, size: Size = "main", session_key: str = "", now: datetime | None = None
) -> Path:
    """Where the picture lies, for whoever may see its row, or for the visitor who sent it. Raises ``FileUnknown``.

    Always JPEG.
    """
    seen = File.objects.filter(id=file_id).exists()
    if not seen and not (session_key and now and file_id in session_files(session_key=session_key, now=now)):
        raise FileUnknown
    path = path_of(file_id, size)
    if not path.exists():
        raise FileUnknown
    return path
