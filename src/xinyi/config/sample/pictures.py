"""Drawn pictures that stand for photos: simple shapes with the words "示意图", so that nobody takes them for real."""

from datetime import datetime
from io import BytesIO
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from xinyi.kernel.files.api import PreparedFile, same_again, store
from xinyi.kernel.scope.api import Asking

SIZE = (960, 720)
GROUNDS = ("#cfd6cf", "#d9d2c5", "#c9d3dd", "#d8d8d2")
THINGS = ("#8b6f4e", "#5d7a66", "#9a5b4f", "#4f6a8b", "#77705f")
BEFORE, AFTER = 12, 8


class Pictures:
    """A few pictures of untidy and of tidy places, each used many times."""

    def __init__(self, *, asking: Asking, chance: Random, now: datetime) -> None:
        self.chance = chance
        self.before = [keep(drawn(chance, things=6 + n % 5), asking=asking, now=now) for n in range(BEFORE)]
        self.after = [keep(drawn(chance, things=n % 2), asking=asking, now=now) for n in range(AFTER)]

    def of_trouble(self) -> PreparedFile:
        """What a resident sends."""
        return same_again(self.chance.choice(self.before))

    def of_result(self) -> PreparedFile:
        """What the handler sends as evidence."""
        return same_again(self.chance.choice(self.after))


def keep(image: Image.Image, *, asking: Asking, now: datetime) -> PreparedFile:
    """The picture on disk."""
    content = BytesIO()
    image.save(content, "JPEG", quality=80)
    return store(asking=asking, upload=SimpleUploadedFile("示意图.jpg", content.getvalue()), now=now)


def drawn(chance: Random, *, things: int) -> Image.Image:
    """A wall, a floor, a door and things that stand in the way."""
    width, height = SIZE
    image = Image.new("RGB", SIZE, chance.choice(GROUNDS))
    pen = ImageDraw.Draw(image)
    horizon = height * 0.58
    pen.rectangle((0, horizon, width, height), fill="#a9a79d")
    door = chance.randrange(80, width - 280)
    pen.rectangle((door, 130, door + 190, horizon), fill="#7d8a93", outline="#5c666d", width=4)
    for _ in range(things):
        x, size = chance.randrange(20, width - 220), chance.randrange(70, 210)
        y = chance.randrange(int(horizon) - 60, height - 60)
        pen.rectangle((x, y - size, x + size * 1.2, y), fill=chance.choice(THINGS), outline="#3f3a33", width=3)
    for n in range(0, width, 48):
        pen.line((n, height - 14, n + 24, height - 14), fill="#f4f4f0", width=6)
    return image
