"""Reads of the audit; the row policy shows a person what concerns them and the auditor everything."""

from collections.abc import Sequence
from uuid import UUID

from xinyi.kernel.audit.models import Row
from xinyi.kernel.scope.api import Asking


def looks_at(*, asking: Asking, person: UUID, limit: int = 100) -> Sequence[Row]:
    """Every look at this person's labelled data, newest first; empty unless asked by that person or the auditor."""
    return list(Row.objects.filter(subject_id=person).order_by("-at")[:limit])
