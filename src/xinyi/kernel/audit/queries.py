"""Reads of the audit; the row policy shows a person what concerns them and the auditor everything."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from xinyi.kernel.audit.models import Row
from xinyi.kernel.scope.api import Asking


def looks_at(*, asking: Asking, person: UUID, limit: int = 100) -> Sequence[Row]:
    """Every look at this person's labelled data, newest first; empty unless asked by that person or the auditor."""
    return list(Row.objects.filter(subject_id=person).order_by("-at")[:limit])


def rows_about(
    *,
    asking: Asking,
    subject: UUID | None = None,
    object_id: str = "",
    before: datetime | None = None,
    limit: int = 50,
) -> Sequence[Row]:
    """The newest rows about a person or a thing, or of everything; ``before`` goes on from a page's last row.

    Empty unless asked by the auditor, or by the person the rows are about.
    """
    exact = {"subject_id": subject, "object_id": object_id}
    found = Row.objects.filter(**{name: value for name, value in exact.items() if value})
    found = found.filter(at__lt=before) if before else found
    return list(found.order_by("-at")[:limit])
