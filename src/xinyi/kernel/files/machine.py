"""What becomes of a picture somebody sends: looked at by content, turned upright, made small, stripped. No models."""

import struct
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, ImageOps, UnidentifiedImageError

from xinyi.kernel.base.api import Refused

MEGABYTE = 1024 * 1024
LARGEST_BYTES = 12 * MEGABYTE
# JPEG is decoded at a fraction of its size, others whole: so many pixels fit into memory.
LARGEST_PIXELS = {"JPEG": 80_000_000, "MPO": 80_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}
FORMATS = ("JPEG", "PNG", "WEBP")
MAIN_PIXELS, THUMB_PIXELS = 1600, 320
LARGEST_PROFILE = 64 * 1024
BROKEN = (OSError, SyntaxError, ValueError, IndexError, TypeError, EOFError, struct.error, Image.DecompressionBombError)


class FileTooLarge(Refused):
    """More bytes than a photo may have."""

    def __init__(self, size: int, *, field: str) -> None:
        sizes = {"size": round(size / MEGABYTE, 1), "most": LARGEST_BYTES // MEGABYTE}
        super().__init__(
            _("这张照片有 %(size)s MB，每张不能超过 %(most)s MB。请在手机上压缩后再传，或改传一张截图。") % sizes,
            field=field,
        )


class TooManyPixels(Refused):
    """A picture larger than the host will decode, such as a bomb in a small file."""

    message = gettext_lazy("这张图片的尺寸太大，无法处理。请把它缩小到 5000 × 5000 以内再传，或改传一张截图。")


class NotAPicture(Refused):
    """Something else than JPEG, PNG or WebP, whatever its name says."""

    message = gettext_lazy(
        "只能上传 JPG、PNG 或 WebP 格式的照片。苹果手机可在“设置→相机→格式”里选“兼容性最佳”后重新拍摄，或改传截图。"
    )


class BrokenPicture(Refused):
    """A picture that cannot be opened to its end."""

    message = gettext_lazy("这张照片损坏了，打不开。请重新拍一张，或换一张再传。")


@dataclass(frozen=True)
class Picture:
    """The two pictures that are kept, both JPEG: for looking at and for lists."""

    main: bytes
    thumb: bytes
    width: int
    height: int


def picture_of(upload: BinaryIO, *, size: int, field: str) -> Picture:
    """Make the pictures to keep. Raises ``FileTooLarge``, ``NotAPicture``, ``TooManyPixels``, ``BrokenPicture``.

    Nothing of the sent file's metadata (place, time, device, comments) is in them; colours and direction are kept.
    """
    if size > LARGEST_BYTES:
        raise FileTooLarge(size, field=field)
    with opened(upload, field=field) as image:
        if image.width * image.height > LARGEST_PIXELS[str(image.format)]:
            raise TooManyPixels(field=field)
        try:
            main = upright(image)
        except BROKEN as broken:
            raise BrokenPicture(field=field) from broken
    thumb = main.copy()
    thumb.thumbnail((THUMB_PIXELS, THUMB_PIXELS))
    profile = profile_of(image)
    return Picture(
        jpeg(main, quality=84, profile=profile), jpeg(thumb, quality=78, profile=profile), main.width, main.height
    )


def opened(upload: BinaryIO, *, field: str) -> Image.Image:
    """The picture with its head read, told by its content alone."""
    upload.seek(0)
    beginning = upload.read(16)
    upload.seek(0)
    try:
        return Image.open(upload, formats=FORMATS)
    except UnidentifiedImageError as unknown:
        raise (BrokenPicture if begins_like_a_picture(beginning) else NotAPicture)(field=field) from unknown
    except BROKEN as broken:
        raise BrokenPicture(field=field) from broken


def begins_like_a_picture(beginning: bytes) -> bool:
    """Whether the first bytes are those of JPEG, PNG or WebP."""
    webp = beginning[:4] == b"RIFF" and beginning[8:12] == b"WEBP"
    return webp or beginning.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"))


def upright(image: Image.Image) -> Image.Image:
    """The picture turned as it was held, made small, on white where it was transparent, without its metadata."""
    image.thumbnail((MAIN_PIXELS, MAIN_PIXELS), reducing_gap=2.0)
    turned = ImageOps.exif_transpose(image)
    clean = Image.new("RGB", turned.size, "white")
    if turned.mode in {"RGBA", "LA", "PA"} or "transparency" in turned.info:
        layered = turned.convert("RGBA")
        clean.paste(layered, mask=layered)
    else:
        clean.paste(turned.convert("RGB"))
    return clean


def profile_of(image: Image.Image) -> bytes | None:
    """The colour profile, which says nothing about the person; without it photos of many phones look pale."""
    profile = image.info.get("icc_profile")
    return profile if image.mode == "RGB" and profile and len(profile) <= LARGEST_PROFILE else None


def jpeg(image: Image.Image, *, quality: int, profile: bytes | None) -> bytes:
    """The picture as JPEG."""
    written = BytesIO()
    image.save(written, "JPEG", quality=quality, progressive=True, icc_profile=profile)
    return written.getvalue()
