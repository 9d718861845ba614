"""Keeps photos: pictures on disk first, then their rows with the item; what got no row is removed later."""

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

from django.core.files import File as Upload
from django.utils.translation import gettext_lazy as _

from xinyi.kernel.base.api import Command, Refused, Rows, new_id, write
from xinyi.kernel.files.machine import picture_of
from xinyi.kernel.files.models import File
from xinyi.kernel.files.queries import MOST_PHOTOS, Size, hashed, path_of, session_files
from xinyi.kernel.scope.api import Asking

Kind = Literal["report", "evidence", "before", "after"]
Visibility = Literal["public", "internal"]
# Where no place's interval reaches: a visitor's photo belongs to nobody's area.
NOWHERE = -1
LONGEST_NAME = 100


class TooManyPhotos(Refused):
    """More than one report may carry."""

    message = _("一次最多上传 9 张照片，请去掉几张再提交。")


@dataclass(frozen=True)
class PreparedFile:
    """A photo on disk that waits for its row."""

    id: UUID
    name: str
    size: int
    sha256: str
    width: int
    height: int
    kind: Kind
    taken_by: UUID | None
    at: datetime
    session_key: str = ""


def store(
    *,
    asking: Asking,
    upload: "Upload[Any]",
    now: datetime,
    kind: Kind = "report",
    session_key: str = "",
    field: str = "photos",
) -> PreparedFile:
    """Put a photo on disk, safe against a power cut; it is kept only once ``rows`` of it are written.

    Raises ``FileTooLarge``, ``NotAPicture``, ``TooManyPixels``, ``BrokenPicture``, each for ``field``.
    """
    picture = picture_of(upload, size=upload.size, field=field)  # type: ignore[arg-type]
    made = PreparedFile(
        id=new_id(),
        name=tidy(upload.name or ""),
        size=len(picture.main),
        sha256=hashlib.sha256(picture.main).hexdigest(),
        width=picture.width,
        height=picture.height,
        kind=kind,
        taken_by=asking.actor.person,
        at=now,
        session_key=session_key,
    )
    put(path_of(made.id, "thumb"), picture.thumb)
    put(path_of(made.id, "main"), picture.main)
    return made


def same_again(prepared: PreparedFile) -> PreparedFile:
    """The same picture once more under an id of its own, for samples; it takes no room on the disk."""
    again = replace(prepared, id=new_id())
    for size in ("thumb", "main"):
        path = path_of(again.id, size)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.link(path_of(prepared.id, size), path)
    return again


def tidy(name: str) -> str:
    """The last part of a file's name without signs that cannot be seen."""
    last = re.split(r"[\\/]", name)[-1]
    return "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")[:LONGEST_NAME]


def put(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all, also after a power cut."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    with draft.open("wb") as written:
        written.write(content)
        written.flush()
        os.fsync(written.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def rows(
    prepared: Sequence[PreparedFile],
    *,
    item_id: UUID,
    columns: Mapping[str, Any],
    at: datetime | None = None,
    kind: Kind | None = None,
    visibility: Visibility = "public",
) -> Rows:
    """The rows of an item's photos for the caller's ``write``; ``columns`` are the item's scope columns.

    For ``internal`` ones they must leave residents out of the participants. Raises ``TooManyPhotos``.
    """
    check_number(prepared)
    of_item = {"item_id": item_id, "visibility": visibility, **columns}
    changed = {**({"at": at} if at else {}), **({"kind": kind} if kind else {})}
    return Rows(File, [{**row_of(one), **of_item, **changed} for one in prepared])


def row_of(one: PreparedFile) -> dict[str, Any]:
    """The columns a photo brings with it."""
    names = ("id", "name", "size", "sha256", "width", "height", "kind", "taken_by", "at")
    return {name: getattr(one, name) for name in names}


def check_number(photos: Sequence[object], *, more: int = 0) -> None:
    """Refuse more photos than a report may carry."""
    if len(photos) + more > MOST_PHOTOS:
        raise TooManyPhotos(field="photos")


def keep_for_session(*, prepared: Sequence[PreparedFile], session_key: str, now: datetime) -> None:
    """Keep photos of a visitor who is about to sign in, for a day. Raises ``TooManyPhotos`` beyond nine."""
    check_number(prepared, more=len(session_files(session_key=session_key, now=now)) if prepared else 0)
    owner = {"owner_session": hashed(session_key), "pos": NOWHERE, "at": now}
    write(Rows(File, [{**row_of(one), **owner} for one in prepared]))


def attach(file_ids: Iterable[UUID], *, session_key: str, item_id: UUID, columns: Mapping[str, Any]) -> Command:
    """The part that gives a session's photos to the item; ``write`` counts those that were still there."""
    names = ("street_id", "community_id", "grid_id", "pos", "participant_ids")
    shared = {"whose": hashed(session_key), "item_id": item_id, **{name: columns.get(name) for name in names}}
    return Command(
        f"SELECT files_attach(r.whose, r.id, r.item_id, {', '.join(f'r.{name}' for name in names)})",
        "whose text, id uuid, item_id uuid, street_id bigint, community_id bigint, grid_id bigint, pos int,"
        " participant_ids uuid[]",
        [{**shared, "id": one} for one in file_ids],
    )


def remove_pictures(file_id: UUID) -> None:
    """Take a photo's pictures off the disk; those that are gone already are no matter."""
    sizes: tuple[Size, ...] = ("main", "thumb")
    for size in sizes:
        path_of(file_id, size).unlink(missing_ok=True)
