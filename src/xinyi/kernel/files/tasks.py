"""Removes photos that nobody claimed."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection

from xinyi.kernel.files.actions import remove_pictures
from xinyi.kernel.files.queries import SESSION_KEEPS
from xinyi.kernel.jobs.api import periodic


@periodic(seconds=3600)
def forget_unclaimed(*, now: datetime) -> None:
    """Remove visitors' photos after a day, rows first; a picture left by a crash in between goes with the orphans."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT files_forget(%s)", [now - SESSION_KEEPS])
        gone = [row[0] for row in cursor.fetchall()]
    for file_id in gone:
        remove_pictures(file_id)


@periodic(seconds=86400)
def remove_orphans(*, now: datetime) -> None:
    """Remove pictures older than a day that no row names: their report was never written."""
    for folder in Path(settings.MEDIA_ROOT).glob("??/??"):
        old = set(old_pictures(folder, before=now - SESSION_KEEPS))
        with connection.cursor() as cursor:
            cursor.execute("SELECT files_known(%s)", [list(old)])
            known = {row[0] for row in cursor.fetchall()}
        for file_id in old - known:
            remove_pictures(file_id)


def old_pictures(folder: Path, *, before: datetime) -> Iterator[UUID]:
    """The ids of the pictures in a folder written before then."""
    for path in folder.glob("*.jpg"):
        if datetime.fromtimestamp(path.stat().st_mtime, tz=UTC) < before:
            yield UUID(path.stem.removesuffix("-320"))
