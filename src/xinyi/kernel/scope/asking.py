"""Who is asking: plain values that enter every action and every query."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

WHOLE_DISTRICT = (0, 2**31 - 1)


@dataclass(frozen=True)
class Actor:
    """Who acts: a person, in a post when at work, for somebody else by mandate, over which channel, by what machine."""

    person: UUID | None = None
    post: UUID | None = None
    on_behalf_of: UUID | None = None
    channel: str = "web"
    machine: str | None = None
    name: str = ""


@dataclass(frozen=True)
class Asking:
    """Who is asking and how far they see.

    ``me`` is the participant they act as: the person (residents), the post (posts at a place) or the organisation
    (posts in one). ``lo``/``hi`` bound the depth-first numbers of places seen whole, ``grid`` narrows to one grid.
    ``stamps`` are the versions of rule data, so that a process may keep what it has read.
    """

    actor: Actor
    me: UUID | None = None
    lo: int | None = None
    hi: int | None = None
    grid: int | None = None
    place_id: int | None = None
    level: str = ""
    street_id: int | None = None
    community_id: int | None = None
    role: str = ""
    organisation_id: UUID | None = None
    title: str = ""
    place_name: str = ""
    auditor: bool = False
    stamps: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_staff(self) -> bool:
        """Whether a post is acting."""
        return self.actor.post is not None

    @property
    def is_signed_in(self) -> bool:
        """Whether anybody is known at all."""
        return self.me is not None


def system(reason: str) -> Asking:
    """Background work that sees the whole district; ``reason`` stands in every audit row it writes."""
    lo, hi = WHOLE_DISTRICT
    return Asking(actor=Actor(channel="system", machine=reason), lo=lo, hi=hi, level="district", role="system")
