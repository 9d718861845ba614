"""Places by what people type: "竹园 12栋", "竹园小区12号楼3单元"."""

import re
from dataclasses import dataclass

from xinyi.kernel.places.models import LEVELS
from xinyi.kernel.places.queries.tree import PlaceRef, Tree, tree
from xinyi.kernel.scope.api import Asking, cached

WIDE = str.maketrans("０１２３４５６７８９－＃", "0123456789-#")
SAID_OTHERWISE = ((r"(号楼|幢|座)", "栋"), (r"(\d)#", r"\1栋"), (r"(\d)楼", r"\1栋"))  # not shown


@dataclass(frozen=True)
class Findable:
    """A place with the texts it is found by: its own name, and all names from the street down."""

    place: PlaceRef
    own: str
    around: str


def search_places(*, asking: Asking, text: str, limit: int = 10) -> list[PlaceRef]:
    """The best matches, those in the asking post's own area first; [] for an empty text. Dwellings are left out."""
    words = words_of(text)
    if not words:
        return []
    known = tree(asking)
    findables = cached(asking, "places.findables", stamps=("places",), load=lambda: findables_of(known))
    matches = [one for one in findables if all(word in one.around for word in words)]
    matches.sort(key=lambda one: (*closeness(asking, one, words=words, typed=text.strip()), known.rank[one.place.id]))
    return [one.place for one in matches[:limit]]


def closeness(asking: Asking, found: Findable, *, words: list[str], typed: str) -> tuple[bool, bool, bool, bool, int]:
    """Smaller is better: the name as typed, then the last word in the name or at its beginning, near, large."""
    inside = asking.lo is None or asking.lo <= found.place.pos <= (asking.hi or 0)
    last = words[-1]
    begins = found.own.startswith((last, f"|{last}"))
    is_elsewhere, level = last not in found.own, LEVELS.index(found.place.level)
    return (typed != found.place.name, is_elsewhere, not begins, not inside, level)


def words_of(text: str) -> list[str]:
    """The parts of what was typed; a number begins with a bar, so that "2栋" does not find "12栋"."""
    return [f"|{word}" if word[0].isdecimal() else word for word in parts_of(text)]


def parts_of(text: str) -> list[str]:
    """Words and numbers, a number with its unit."""
    return re.findall(r"\d+(?:栋|单元|网格)?|[^\W\d]+", plain(text))  # not shown


def plain(text: str) -> str:
    """One spelling for the many ways to write a building; blanks stay between words but not before a unit."""
    text = text.translate(WIDE).lower()
    for pattern, replacement in SAID_OTHERWISE:
        text = re.sub(pattern, replacement, text)
    return re.sub(r"(\d)\s+(?=[^\s\d])", r"\1", re.sub(r"第\s*(?=\d)", "", text))  # not shown


def findables_of(known: Tree) -> list[Findable]:
    """Every place but the district."""
    around: dict[int, str] = {}

    def text_around(place: PlaceRef) -> str:
        if place.id not in around:
            above = known.by_id.get(place.parent_id or 0)
            around[place.id] = (text_around(above) if above else "") + text_of(place)
        return around[place.id]

    return [Findable(place, text_of(place), text_around(place)) for place in known.by_id.values() if place.parent_id]


def text_of(place: PlaceRef) -> str:
    """The parts of the name between bars."""
    return f"|{'|'.join(parts_of(place.name))}|"
