"""Counting statements, rows and Python's own time of one request, sent as a browser sends it."""

import gc
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import thread_time
from typing import Any

from django.db import connection

from tests.harness.client import Client
from tests.harness.sql import count_sql
from xinyi.kernel.accounts.api import COOKIES, sample_sign_in
from xinyi.kernel.base.api import now
from xinyi.kernel.files import actions as files
from xinyi.kernel.scope.api import Actor, Asking, scope

SAMPLES = 30
WRITTEN = "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"
MONTH = re.compile(r"_y\d{4}m\d{2}$")
IMAGE_WORK = ("picture_of", "put")
nobody = Asking(actor=Actor())


@dataclass
class Measured:
    """One request: ``milliseconds`` is the least CPU time of several, without image work."""

    statements: int
    milliseconds: float
    rows: Counter[str] = field(default_factory=Counter)
    sql: list[str] = field(default_factory=list)


class Browser:
    """A signed-in browser in front of the real middleware, with a watch on the request alone."""

    def __init__(self, person: Any, terminal: str, *, post: Any = None) -> None:
        self.client, self.seconds, self.images = Client(SERVER_NAME="localhost"), 0.0, 0.0
        if person is not None:
            with scope(nobody):
                signed = sample_sign_in(asking=nobody, person=person, terminal=terminal, post_id=post, now=now())
            self.client.cookies[COOKIES[terminal][0]] = signed.token
        self.answer = self.client.handler.get_response
        self.client.handler.get_response = self.timed

    def timed(self, request: Any) -> Any:
        """Answer the request and keep the CPU time this thread took, less that of pictures."""
        self.images, began = 0.0, thread_time()
        response = self.answer(request)
        self.seconds = thread_time() - began - self.images
        return response

    @contextmanager
    def watched_images(self) -> Iterator[None]:
        """Time what reads, turns, shrinks and stores pictures."""
        kept = {name: getattr(files, name) for name in IMAGE_WORK}

        def watch(work: Callable[..., Any]) -> Callable[..., Any]:
            def timed(*given: Any, **named: Any) -> Any:
                began = thread_time()
                try:
                    return work(*given, **named)
                finally:
                    self.images += thread_time() - began

            return timed

        for name, work in kept.items():
            setattr(files, name, watch(work))
        try:
            yield
        finally:
            for name, work in kept.items():
                setattr(files, name, work)

    def get(self, address: str) -> Any:
        """A page."""
        return expect(self.client.get(address), 200)

    def post(self, address: str, given: dict[str, Any]) -> Any:
        """A form that is accepted."""
        return expect(self.client.post(address, given), 302)


def expect(response: Any, status: int) -> Any:
    """The response. A figure of a page that failed would say nothing."""
    if response.status_code != status:
        message = f"{response.request['PATH_INFO']} answered {response.status_code}: {response.content.decode()[:2000]}"
        raise AssertionError(message)
    return response


def measure(browser: Browser, request: Callable[[], Any], *, samples: int = SAMPLES) -> Measured:
    """One request counted, then ``samples`` timed with the garbage collector off; the first two only warm up."""
    request()
    request()
    before = written()
    with count_sql() as sent:
        request()
    rows = written() - before
    gc.collect()
    gc.disable()
    try:
        with browser.watched_images():
            times = []
            for _sample in range(samples):
                request()
                times.append(browser.seconds)
    finally:
        gc.enable()
    return Measured(len(sent), round(min(times) * 1000, 2), rows, list(sent))


def written() -> Counter[str]:
    """Table to rows written so far in this transaction; a month's part counts for the whole."""
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        found: Counter[str] = Counter()
        for name, rows in cursor.fetchall():
            found[MONTH.sub("", name)] += rows
    return found
