"""What residents see and do with cases: reporting one, following it."""

from xinyi.centre.cases.resident.following import case, receipt, step
from xinyi.centre.cases.resident.reporting import report

__all__ = ["case", "receipt", "report", "step"]
