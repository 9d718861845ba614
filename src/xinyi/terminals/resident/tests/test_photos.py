"""A photo is shown to whoever may see its matter, and to the visitor who sent it; to nobody else."""

from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.cast import asking_for
from xinyi.kernel.base.api import write
from xinyi.kernel.files.api import keep_for_session, new_session_key, rows, store
from xinyi.kernel.scope.api import scope
from xinyi.kernel.work.api import seen_item


def upload() -> SimpleUploadedFile:
    """A small red picture."""
    made = BytesIO()
    Image.new("RGB", (64, 48), "red").save(made, "JPEG")
    return SimpleUploadedFile("red.jpg", made.getvalue())


@pytest.fixture
def photo(world: Any, settings: Any, tmp_path: Any) -> UUID:
    """A photo on Alice's matter, which Clara holds."""
    settings.MEDIA_ROOT = tmp_path
    item_id = world.item()
    with scope(asking_for("alice")) as asking:
        item = seen_item(asking=asking, item_id=item_id)
        names = ("street_id", "community_id", "grid_id", "pos", "participant_ids")
        kept = store(asking=asking, upload=upload(), now=world.now)
        write(rows([kept], item_id=item_id, columns={name: getattr(item, name) for name in names}))
    return kept.id


@pytest.mark.parametrize("size", ["main", "thumb"])
def test_whoever_takes_part_sees_the_photo(world: Any, photo: UUID, size: str) -> None:
    answer = world.resident("alice").get(f"/files/{photo}/{size}")

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
    assert world.staff("clara").get(f"/console/files/{photo}/{size}").status_code == 200


@pytest.mark.parametrize("size", ["main", "thumb"])
def test_nobody_else_does(world: Any, client: Any, photo: UUID, size: str) -> None:
    assert world.resident("bob").get(f"/files/{photo}/{size}").status_code == 404
    assert world.staff("mallory").get(f"/console/files/{photo}/{size}").status_code == 404
    assert client.get(f"/files/{photo}/{size}").status_code == 404
    assert client.get(f"/console/files/{photo}/{size}").status_code == 302


def test_a_visitor_sees_the_photo_they_are_about_to_send(world: Any, client: Any, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    key = new_session_key()
    with scope(asking_for("bob")) as asking:
        kept = store(asking=asking, upload=upload(), now=world.now, session_key=key)
        keep_for_session(prepared=[kept], session_key=key, now=world.now)
    client.cookies["xinyi_photos"] = key

    assert client.get(f"/files/{kept.id}/thumb").status_code == 200
    client.cookies["xinyi_photos"] = "somebody else's"
    assert client.get(f"/files/{kept.id}/thumb").status_code == 404
