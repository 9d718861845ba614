"""What accounts do in the background: sending codes, throwing away what has run out."""

from datetime import datetime
from uuid import UUID

from xinyi.kernel.accounts.actions.cleaning import remove_what_ran_out
from xinyi.kernel.accounts.actions.messages import send_message
from xinyi.kernel.jobs.api import periodic, task


@task
def send_code_message(*, challenge: str, now: datetime) -> None:
    """Send the code of a challenge."""
    send_message(challenge=UUID(challenge), now=now)


@periodic(seconds=86400)
def throw_away(*, now: datetime) -> None:
    """Once a day."""
    remove_what_ran_out(now=now)
