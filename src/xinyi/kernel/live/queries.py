"""The pass a page gets for its topics."""

from datetime import datetime, timedelta

from django.conf import settings

from xinyi.kernel.live.machine import sign

# A page left open longer is loaded anew and asks again who is looking.
USUAL_SECONDS = 12 * 3600


def token(*topics: str, now: datetime, seconds: int = USUAL_SECONDS) -> str:
    """A signed text for ``/live?token=``; whoever holds it hears these topics' names until ``seconds`` are over.

    Make it when the page reads its data: what changes between that and the first connection is told then.
    """
    return sign(topics=topics, made_at=now, lasts=timedelta(seconds=seconds), secret=settings.SECRET_KEY)
