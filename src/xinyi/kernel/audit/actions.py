"""Writes the audit: always as a part of the statement that does the thing itself."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from xinyi.kernel.audit.models import Row
from xinyi.kernel.base.api import Rows, new_id
from xinyi.kernel.scope.api import Actor


def record(
    *,
    actor: Actor,
    action: str,
    object_kind: str,
    object_id: object,
    at: datetime,
    title: str = "",
    subject: UUID | None = None,
    field: str = "",
    purpose: str = "",
    why: str = "",
    detail: Mapping[str, object] | None = None,
) -> Rows:
    """The audit row of one write or look, to be sent with it through ``base.api.write``."""
    row = {
        "id": new_id(),
        "at": at,
        "action": action,
        "object_kind": object_kind,
        "object_id": str(object_id),
        "person_id": actor.person,
        "post_id": actor.post,
        "on_behalf_of_id": actor.on_behalf_of,
        "channel": actor.channel,
        "machine": actor.machine,
        "actor_title": title or actor.name,
        "subject_id": subject,
        "field": field,
        "purpose": purpose,
        "why": why,
        "detail": dict(detail or {}),
    }
    return Rows(Row, [row])
