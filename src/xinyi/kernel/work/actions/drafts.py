"""What a feature hands to work: plain values it has decided on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from xinyi.kernel.base.api import Change as RowChange
from xinyi.kernel.base.api import Command, Rows
from xinyi.kernel.calendar.api import Rule

Part = Rows | RowChange | Command | None


@dataclass(frozen=True)
class Limit:
    """How long a promise gives: ``amount`` of the counting rule ``rule``, as the policy's ``version`` says."""

    amount: float
    rule: Rule
    version: int = 0


@dataclass(frozen=True)
class Next:
    """Whoever owes the item next: a post, an organisation or a person."""

    holder_id: UUID
    kind: str
    name: str
    level: str
    reason: str = ""


@dataclass(frozen=True)
class PartyDraft:
    """A person who reports or follows."""

    person_id: UUID
    role: str = "reporter"
    anonymous: bool = False


@dataclass(frozen=True)
class Draft:
    """A new item. ``place`` are the scope columns it is seen by, ``place_id`` is where it truly lies.

    ``limits`` start their deadlines at once; ``rings`` are those who must acknowledge within ``ring_minutes``.
    """

    kind: str
    title: str
    channel: str
    place: Mapping[str, Any]
    place_id: int
    place_name: str
    holder: Next
    text: str = ""
    category: str = ""
    category_label: str = ""
    urgency: str = "ordinary"
    parties: Sequence[PartyDraft] = ()
    limits: Mapping[str, Limit] = field(default_factory=dict)
    rings: Sequence[Next] = ()
    ring_minutes: float = 0
    side: str = "reporter"
    number: str = ""


@dataclass(frozen=True)
class Fresh:
    """The opened item: its id and the scope columns that rows beside it must carry."""

    item_id: UUID
    columns: Mapping[str, Any]
    version: int = 1


@dataclass(frozen=True)
class Change:
    """What a feature decided for one step, beyond the table: the next holder, limits, new words about the item."""

    to: Next | None = None
    limits: Mapping[str, Limit] = field(default_factory=dict)
    fields: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""
    reason: str = ""
    rings: Sequence[Next] = ()
    ring_minutes: float = 0
    also: Sequence[Part] = ()
    why: Mapping[str, Any] = field(default_factory=dict)
