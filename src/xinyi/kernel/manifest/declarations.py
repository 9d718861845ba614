"""The vocabulary of a manifest. What it names in its folder is text, resolved and checked at start."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

Text = object  # str or lazy translation
Level = Literal["district", "street", "community", "grid", "compound"]
SlotName = Literal[
    "resident.lead",
    "resident.card",
    "resident.tile",
    "resident.tab",
    "resident.matters",
    "resident.my",
    "console.menu",
    "console.banner",
    "console.search",
    "console.command",
    "board.panel",
]


@dataclass(frozen=True)
class Slot:
    """A place on a shell that the folder fills.

    ``query`` ("queries:home_tile") takes ``asking`` and ``now`` and returns the template's context, or None to stay
    away; that of ``console.search`` also takes the ``words`` looked for. A tile, tab or menu entry needs no template:
    label, icon and url name are enough. ``count`` names one of the asking post's own numbers (``work.count_mine``) to
    stand beside a menu entry.
    """

    name: SlotName
    template: str = ""
    query: str = ""
    label: Text = ""
    icon: str = ""
    url: str = ""
    group: Text = ""
    roles: Sequence[str] = ()
    count: str = ""
    order: int = 50


@dataclass(frozen=True)
class Role:
    """A seat's role with what it may do; ``seat`` says where such a post stands."""

    name: str
    label: Text
    seat: Literal["place", "organisation"]
    may: Sequence[str] = ()
    levels: Sequence[Level] = ()


@dataclass(frozen=True)
class NoticeKind:
    """A message to a person: code, typed parameters and the sentence they fill; ``url`` names the page it opens."""

    code: str
    parameters: Sequence[str]
    text: Text
    urgent: bool = False
    sms: bool = False


@dataclass(frozen=True)
class ServiceStandard:
    """A published promise: what, within how much of which counting rule."""

    name: str
    label: Text
    amount: float
    rule: Literal["urgent_hour", "work_hour", "work_day", "natural_day"]


@dataclass(frozen=True)
class PersonalField:
    """A field about a person: where it lies, why, on what ground, for how long."""

    model: str
    field: str
    label: Text
    purpose: Text
    retention: timedelta
    ground: Text = ""


@dataclass(frozen=True)
class Fact:
    """Something that happened and is counted, with its unit.

    ``shows`` puts it on home page and wall: what came in, or how residents rate. ``words`` ("queries:kind_words") takes
    ``asking`` and returns the word for each of its kinds.
    """

    name: str
    label: Text
    unit: Text
    shows: Literal["", "received", "rating"] = ""
    words: str = ""


@dataclass(frozen=True)
class Reaction:
    """A subscription: the function named in ``run`` ("reactions:tell_reporter") gets each ``event`` once."""

    event: str
    run: str


@dataclass(frozen=True)
class Handover:
    """A typed hand-over this folder accepts from others."""

    name: str
    label: Text
    run: str


@dataclass(frozen=True)
class Manifest:
    """One folder's declaration, the only file the platform reads."""

    slug: str
    name: Text
    icon: str = ""
    family: Text = ""
    summary: Text = ""
    switched_by: Sequence[Level] = ()
    on_by_default: bool = True
    roles: Sequence[Role] = ()
    workflows: Sequence[str] = ()
    notices: Sequence[NoticeKind] = ()
    standards: Sequence[ServiceStandard] = ()
    personal_fields: Sequence[PersonalField] = ()
    slots: Sequence[Slot] = ()
    facts: Sequence[Fact] = ()
    reactions: Sequence[Reaction] = ()
    handovers: Sequence[Handover] = ()
    exemptions: dict[str, str] = field(default_factory=dict)
