"""The door to the audit."""

from xinyi.kernel.audit.actions import record
from xinyi.kernel.audit.queries import looks_at, rows_about

__all__ = ["looks_at", "record", "rows_about"]
