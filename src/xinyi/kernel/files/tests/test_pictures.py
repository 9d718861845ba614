"""A photo is told by its content, made small, turned upright and says nothing of place, time or device."""

import random
import struct
import zlib
from contextlib import suppress
from io import BytesIO

import pytest
from PIL import Image

from xinyi.kernel.base.api import Refused
from xinyi.kernel.files.api import BrokenPicture, FileTooLarge, NotAPicture, TooManyPixels
from xinyi.kernel.files.machine import LARGEST_BYTES, Picture, picture_of
from xinyi.kernel.files.tests.people import picture

GPS, DEVICE, DIRECTION = 0x8825, 0x0110, 0x0112


def kept(content: bytes) -> Picture:
    return picture_of(BytesIO(content), size=len(content), field="photos")


def seen(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    image.load()
    return image


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_the_three_kinds_of_picture_are_kept_as_jpeg(form: str) -> None:
    made = kept(picture(form, size=(2000, 1000)))

    assert (made.width, made.height) == (1600, 800)
    assert [(seen(one).format, seen(one).size) for one in (made.main, made.thumb)] == [
        ("JPEG", (1600, 800)),
        ("JPEG", (320, 160)),
    ]


def test_a_small_picture_is_not_blown_up() -> None:
    assert seen(kept(picture(size=(40, 30))).thumb).size == (40, 30)


def test_a_photo_held_sideways_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[DIRECTION] = 6

    made = seen(kept(picture(size=(400, 200), exif=exif)).main)

    assert made.size == (200, 400)
    top, bottom = (made.getpixel((100, y)) for y in (50, 350))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert (top[0] > 200, bottom[2] > 200) == (True, True)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_place_time_device_and_comments_are_gone(form: str) -> None:
    exif = Image.Exif()
    exif[DEVICE] = "SpyPhone 9000"
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (30.0, 39.0, 12.0)
    sent = picture(form, exif=exif, **({"comment": b"SpyPhone note"} if form == "JPEG" else {}))
    assert b"SpyPhone" in sent

    made = kept(sent)

    for one in (made.main, made.thumb):
        assert b"SpyPhone" not in one
        assert b"Exif" not in one
        assert dict(seen(one).getexif()) == {}


def test_what_was_transparent_becomes_white() -> None:
    written = BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(written, "PNG")

    assert seen(kept(written.getvalue()).main).getpixel((10, 10)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["L", "P", "1", "CMYK"])
def test_pictures_in_other_colours_are_kept(mode: str) -> None:
    written = BytesIO()
    Image.new("RGB", (20, 20), "red").convert(mode).save(written, "JPEG" if mode == "CMYK" else "PNG")

    assert seen(kept(written.getvalue()).main).mode == "RGB"


def test_a_photo_of_30_mb_is_refused_with_its_size_and_a_way_out() -> None:
    with pytest.raises(FileTooLarge, match=r"30\.0 MB.*12 MB.*压缩") as refused:
        picture_of(BytesIO(), size=30 * 1024 * 1024, field="photos")

    assert refused.value.field == "photos"


def test_the_largest_photo_allowed_is_not_too_large() -> None:
    with pytest.raises(NotAPicture):
        picture_of(BytesIO(b"x"), size=LARGEST_BYTES, field="photos")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"%PDF-1.7",
        b"GIF89a" + bytes(40),
        b"<svg onload='alert(1)'/>",
        b"PK\x03\x04",
        b"\0\0\0\x18ftypheic",
    ],
)
def test_anything_else_is_refused_whatever_its_name_says(content: bytes) -> None:
    with pytest.raises(NotAPicture, match="JPG、PNG 或 WebP"):
        kept(content)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_picture_cut_off_is_refused_as_broken(form: str, part: float) -> None:
    noise = Image.effect_noise((200, 200), 90)
    written = BytesIO()
    noise.convert("RGB").save(written, form)
    whole = written.getvalue()

    with pytest.raises(BrokenPicture, match="损坏"):
        kept(whole[: int(len(whole) * part)])


def test_a_bomb_is_refused_before_it_is_opened() -> None:
    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    bomb = (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )

    with pytest.raises((TooManyPixels, BrokenPicture)):
        kept(bomb)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_damaged_bytes_never_break_more_than_the_picture(form: str) -> None:
    chance = random.Random(form)
    whole = picture(form, size=(64, 64))

    for _ in range(150):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        with suppress(Refused):
            kept(bytes(damaged))
