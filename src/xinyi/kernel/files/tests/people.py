"""Pictures made for these tests, and the people who look at them."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from xinyi.kernel.scope.api import Actor, Asking

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
ALICE = UUID("a11ce000-0000-4000-8000-000000000001")
BOB = UUID("b0b00000-0000-4000-8000-000000000002")
DANA = UUID("da0a0000-0000-4000-8000-000000000003")
CASE = UUID("ca5e0000-0000-4000-8000-000000000007")
alice = Asking(actor=Actor(person=ALICE), me=ALICE)
bob = Asking(actor=Actor(person=BOB), me=BOB)
dana = Asking(actor=Actor(post=DANA), me=DANA, lo=10, hi=19)
mallory = Asking(actor=Actor(post=UUID(int=9)), me=UUID(int=9), lo=20, hi=29)
nobody = Asking(actor=Actor())
# The case lies at place 15; Dana's community covers 10-19, Mallory's 20-29.
COLUMNS = {"street_id": 1, "community_id": 2, "grid_id": 3, "pos": 15, "participant_ids": [ALICE, DANA]}


def picture(form: str = "JPEG", *, size: tuple[int, int] = (40, 30), mode: str = "RGB", **saved: Any) -> bytes:
    """A picture: red on the left, blue on the right."""
    image = Image.new(mode, size, "red")
    image.paste(Image.new(mode, (size[0] // 2, size[1]), "blue"), (size[0] // 2, 0))
    written = BytesIO()
    image.save(written, form, **saved)
    return written.getvalue()


def upload(content: bytes, name: str = "photo.jpg") -> SimpleUploadedFile:
    """What a form hands over."""
    return SimpleUploadedFile(name, content, content_type="image/jpeg")
