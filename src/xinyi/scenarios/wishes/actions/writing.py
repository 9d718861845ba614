"""A resident writes a wish; nobody but the community reads it before it was looked at."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from xinyi.kernel.base.api import Refused, Rows, new_id
from xinyi.kernel.facts.api import fact
from xinyi.kernel.files.api import PreparedFile
from xinyi.kernel.files.api import rows as file_rows
from xinyi.kernel.places.api import PlaceRef
from xinyi.kernel.scope.api import Asking
from xinyi.kernel.work.api import AlreadySent, Draft, Next, PartyDraft, columns_of, open_item, set_number
from xinyi.scenarios.wishes.models import LONGEST, Wish
from xinyi.scenarios.wishes.queries import checkers, limit_of
from xinyi.scenarios.wishes.queries.standing import own_community

KIND = "wishes.wish"
LONGEST_TITLE = 30
SENTENCE_ENDS = re.compile(r"[。！？!?；;\n]")


class TextEmpty(Refused):
    """Nothing that could be read as words."""

    message = _("请写下您的心愿，比如“想在架空层加两张长椅”。")


class TextTooLong(Refused):
    """Longer than the limit."""

    message = _("心愿最多写 500 个字，请删减一些。")


def cleaned(text: str) -> str:
    """The words without invisible signs. Raises ``TextEmpty``, ``TextTooLong``."""
    kept = "".join(c for c in text.replace("\r\n", "\n") if c == "\n" or unicodedata.category(c) != "Cc").strip()
    if not any(unicodedata.category(c)[0] in "LN" for c in kept):
        raise TextEmpty(field="text")
    if len(kept) > LONGEST:
        raise TextTooLong(field="text")
    return kept


def title_of(text: str) -> str:
    """The first sentence, short enough for a row of a list."""
    first = next((part.strip() for part in SENTENCE_ENDS.split(text) if part.strip()), text)
    return first if len(first) <= LONGEST_TITLE else f"{first[: LONGEST_TITLE - 1]}…"


def write_wish(*, asking: Asking, text: str, photos: Sequence[PreparedFile], idem: UUID, now: datetime) -> UUID:
    """Hand a wish to the reader's community; returns its id, for a form that came before the former one's.

    Raises ``TextEmpty``, ``TextTooLong``, ``NoCommunity``, ``NobodyThere``, ``TooManyPhotos``.
    Effects: as ``work.open_item``; a readable number; the fact ``wishes.written``.
    """
    words, place = cleaned(text), own_community(asking)
    draft = draft_of(asking, place, text=words, holder=checkers(asking=asking, place=place, at=now)[0])
    item_id, columns = new_id(), columns_of(draft)
    also = [
        Rows(Wish, [{"item_id": item_id, "text": words, **columns}]),
        file_rows(photos, item_id=item_id, columns=columns, at=now, kind="report"),
        fact(name="wishes.written", at=now, place=columns, channel=draft.channel),
    ]
    try:
        with transaction.atomic():
            open_item(asking=asking, draft=draft, idem=idem, now=now, item_id=item_id, also=also)
            set_number(item_id=item_id, prefix="XY", at=now)
    except AlreadySent as sent:
        return sent.item_id
    return item_id


def draft_of(asking: Asking, place: PlaceRef, *, text: str, holder: Next) -> Draft:
    """The item: seen from the community on, and without the words, which whoever claims it does not get to read."""
    assert asking.actor.person is not None
    return Draft(
        kind=KIND,
        title=title_of(text),
        channel=asking.actor.channel,
        place=place.scope_columns(),
        place_id=place.id,
        place_name=place.name,
        holder=holder,
        parties=[PartyDraft(asking.actor.person)],
        limits={"check": limit_of(name="check")},
    )
