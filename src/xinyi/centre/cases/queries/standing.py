"""What the guards of the case's table look at beyond the item."""

from datetime import datetime, timedelta

from xinyi.centre.cases.models import Case
from xinyi.kernel.policy.api import value
from xinyi.kernel.scope.api import Asking
from xinyi.kernel.work.api import Item


def guards_of(*, asking: Asking, item: Item, case: Case, at: datetime) -> dict[str, object]:
    """How many hand-backs are left, whether the case may still be reopened, whether it was rated."""
    most = value(asking=asking, name="cases.handback_limit", at=at)
    days = value(asking=asking, name="cases.reopen_days", at=at)
    return {
        "hand_backs_left": max(0, most - case.hand_backs),
        "may_reopen": item.closed_at is not None and at <= item.closed_at + timedelta(days=days),
        "is_rated": case.rated_at is not None,
    }
