"""Looks every few seconds for what is due."""

from datetime import datetime
from uuid import UUID

from xinyi.kernel.jobs.api import periodic, task
from xinyi.kernel.scope.api import Asking
from xinyi.kernel.work import actions
from xinyi.kernel.work.actions.timing import take_due_step as take


@periodic(seconds=5)
def look_for_due_steps(*, now: datetime) -> None:
    """Put what is due into the outbox."""
    actions.run_due_steps(now=now)


@task
def take_due_step(*, step_id: str, item_id: str, asking: Asking, now: datetime) -> None:
    """Do one due step."""
    take(asking=asking, step_id=UUID(step_id), item_id=UUID(item_id), now=now)
