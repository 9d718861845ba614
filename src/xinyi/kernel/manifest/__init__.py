"""What folders declare about themselves: pure dataclasses and their discovery; importing one loads no model."""

from xinyi.kernel.manifest.declarations import (
    Fact,
    Handover,
    Manifest,
    NoticeKind,
    PersonalField,
    Reaction,
    Role,
    ServiceStandard,
    Slot,
)
from xinyi.kernel.manifest.discovery import (
    declaring_slug,
    find_manifest,
    manifests,
    personal_fields,
    reactions_to,
    resolve,
    role_named,
    roles,
    slots_named,
)

__all__ = [
    "Fact",
    "Handover",
    "Manifest",
    "NoticeKind",
    "PersonalField",
    "Reaction",
    "Role",
    "ServiceStandard",
    "Slot",
    "declaring_slug",
    "find_manifest",
    "manifests",
    "personal_fields",
    "reactions_to",
    "resolve",
    "role_named",
    "roles",
    "slots_named",
]
