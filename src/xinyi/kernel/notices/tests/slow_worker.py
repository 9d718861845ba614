"""A real worker with one task of the tests, which is cut short the first time. Takes a folder for its marks."""

import sys
import time
from datetime import datetime
from pathlib import Path

import django

django.setup()

from xinyi.kernel.base.api import write  # noqa: E402 -- after Django is set up
from xinyi.kernel.jobs.api import run_worker, task  # noqa: E402 -- after Django is set up
from xinyi.kernel.notices import queries  # noqa: E402 -- after Django is set up
from xinyi.kernel.notices.api import notify  # noqa: E402 -- after Django is set up
from xinyi.kernel.notices.tests.kinds import KINDS  # noqa: E402 -- after Django is set up
from xinyi.kernel.notices.tests.people import ALICE  # noqa: E402 -- after Django is set up

folder = Path(sys.argv[1])


@task
def tell_slowly(*, number: str, now: datetime) -> None:
    """Write a notice and, the first time, wait to be killed before it is committed."""
    write(notify(recipients=[ALICE], code="tests.asked", parameters={"number": number}, at=now, key="k", sms=False))
    if not (folder / "begun").exists():
        (folder / "begun").touch()
        time.sleep(300)


queries.kinds = lambda: KINDS
run_worker()
