"""The real messages: their own words, times and likes, and where they lie in our district."""

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from xinyi.config.sample.district import Ground
from xinyi.kernel.calendar.api import LOCAL
from xinyi.kernel.places.api import PlaceRef

MESSAGES = Path("complaints", "messages_4326.csv")
# The publisher replaced every name of a district by a letter and a number.
ANONYMISED = re.compile(r"[A-Z]\d{1,2}(?:区|县|市)")


@dataclass(frozen=True)
class Message:
    """One row. ``repeats`` says that the same writer sent the same words before."""

    number: str
    writer: str
    text: str
    at: datetime
    likes: int
    repeats: bool = False


def read_messages(data: Path, *, limit: int | None = None) -> list[Message]:
    """The messages of the folder ``data`` in the order they were sent; with ``limit`` only the first of the file."""
    known: set[tuple[str, str]] = set()
    found = []
    for row in rows_of(data / MESSAGES, limit=limit):
        words = row["留言用户"].strip(), "".join(row["留言详情"].split())
        text = cleaned(f"{row['留言主题'].strip()}\n{row['留言详情'].strip()}")
        at, likes = time_of(row["留言时间"]), int(row["点赞数"])
        found.append(Message(row["留言编号"].strip(), words[0], text, at, likes, repeats=words in known))
        known.add(words)
    return sorted(found, key=lambda one: (one.at, one.number))


def rows_of(path: Path, *, limit: int | None = None) -> Iterator[dict[str, str]]:
    """The rows of a file, at most ``limit``."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines)):
            if limit is not None and number >= limit:
                return
            yield row


def cleaned(text: str) -> str:
    """The text as the form would bring it: no control characters, nothing blank around it."""
    plain = text.replace("\r\n", "\n")
    return "".join(c for c in plain if c in "\n\t" or unicodedata.category(c) != "Cc").strip()


def time_of(words: str) -> datetime:
    """A time as the files write it ("2019/2/28 11:25:05", "2020-01-09 08:00:00", "2018/4/24"); it is Chinese time."""
    day, _space, clock = words.strip().replace("-", "/").partition(" ")
    return datetime.strptime(f"{day} {clock or '0:00:00'}", "%Y/%m/%d %H:%M:%S").replace(tzinfo=LOCAL)


def place_of(message: Message, *, ground: Ground, seed: int) -> PlaceRef:
    """Where in our district a message lies: the same anonymised name is always the same street, and the same writer
    always speaks of the same compound there.

    The rule: the first anonymised district named in the text picks the street by its hash with the seed (the writer
    where none is named), the writer's hash picks the compound among that street's.
    """
    named = ANONYMISED.search(message.text)
    street = picked(ground.by_level["street"], f"{seed} {named[0] if named else message.writer}")
    inside = [one for one in ground.by_level["compound"] if one.street_id == street.id]
    return picked(inside, f"{seed} {message.writer}")


def picked(places: Sequence[PlaceRef], key: str) -> PlaceRef:
    """One of the places, by the SHA-256 of the key."""
    return places[int.from_bytes(sha256(key.encode()).digest()[:8], "big") % len(places)]
