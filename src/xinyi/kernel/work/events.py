"""What work tells whoever subscribes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class ItemOpened:
    """A new item stands with its first holder."""

    item_id: UUID
    kind: str
    at: datetime


@dataclass(frozen=True)
class ItemMoved:
    """A step was taken; ``version`` is the item's after it."""

    item_id: UUID
    kind: str
    transition: str
    from_state: str
    to_state: str
    version: int
    at: datetime


@dataclass(frozen=True)
class DeadlineBreached:
    """A promise was not kept; the item was put before ``overseer_id``, None at the top of the chain."""

    item_id: UUID
    kind: str
    deadline: str
    overseer_id: UUID | None
    at: datetime


@dataclass(frozen=True)
class Rang:
    """An item rings at these posts or organisations until acknowledged by ``due_at``."""

    item_id: UUID
    kind: str
    told_ids: tuple[UUID, ...]
    rank: int
    due_at: datetime
    at: datetime
