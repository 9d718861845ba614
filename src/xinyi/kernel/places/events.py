"""What others may need to know about places."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class PlacesMerged:
    """``merged_ids`` ceased to exist and everything in them now belongs to ``into_id``, a place of the same level."""

    into_id: int
    merged_ids: tuple[int, ...]
    at: datetime
