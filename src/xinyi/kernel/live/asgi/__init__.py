"""The process that holds the pages' open lines: raw ASGI, one LISTEN, nothing read but names of topics.

It imports no Django, so that a thousand open lines cost little. A line carries events named after topics, ``resync``
(something may have been missed: read everything again), ``beat`` every 15 s while the database is heard, so that a
page can tell silence from loss, and ``over`` when the token's time has come (load the page anew).
"""

import asyncio
import logging
import os
import random
import time
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs

from xinyi.kernel.live.asgi.hub import Hub, Line
from xinyi.kernel.live.machine import Pass, TokenRefused, read

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

BEAT_SECONDS = 15.0
OPEN = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"access-control-allow-origin", b"*"),
]
logger = logging.getLogger(__name__)
hub = Hub()


async def application(scope: Message, receive: Receive, send: Send) -> None:  # noqa: PLR0917 -- as ASGI calls it
    """``/live?token=…`` opens a line, ``/live/health`` says whether the database is heard."""
    if scope["type"] == "lifespan":
        await live_and_die(receive, send)
        return
    if scope["type"] != "http":
        return
    hub.listen(os.environ["DATABASE_URL"])
    match scope["path"].rstrip("/"):
        case "/live":
            await open_line(scope, receive=receive, send=send)
        case "/live/health":
            await answer(send, status=200 if hub.hears else 503, body=b"ok" if hub.hears else b"no database")
        case _:
            await answer(send, status=404, body=b"not found")


async def live_and_die(receive: Receive, send: Send) -> None:
    """Start to listen with the process; a server without this sign of life starts it with the first request."""
    await receive()
    hub.listen(os.environ["DATABASE_URL"])
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await send({"type": "lifespan.shutdown.complete"})


async def open_line(scope: Message, *, receive: Receive, send: Send) -> None:
    """Check the token and write until the page goes or its time is over."""
    query = parse_qs(scope["query_string"].decode("latin-1"))
    try:
        granted = read(query.get("token", [""])[0], at=time.time(), secret=os.environ["XINYI_SECRET_KEY"])
    except TokenRefused:
        await answer(send, status=403, body=b"token refused")
        return
    await send({"type": "http.response.start", "status": 200, "headers": OPEN})
    line = hub.connect(granted.topics, seen_at=last_seen(scope, granted))
    gone = asyncio.ensure_future(until_gone(receive))
    writing = asyncio.ensure_future(write(line, send, ends_at=granted.ends_at))
    try:
        await asyncio.wait({gone, writing}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        hub.disconnect(line)
        for one in (gone, writing):
            one.cancel()
            with suppress(asyncio.CancelledError, OSError, RuntimeError):
                await one


async def write(line: Line, send: Send, *, ends_at: float) -> None:
    """Send what the line has to say, a beat when it has nothing."""
    # Spread over two seconds, so that a thousand pages do not come back at one moment.
    await emit(send, f"retry: {random.randint(300, 2300)}\n\n")  # noqa: S311 -- no secret
    while True:
        left = ends_at - time.time()
        if left <= 0:
            await emit(send, event("over"))
            break
        topics = await line.wait(min(BEAT_SECONDS, left))
        if topics:
            await emit(send, "".join(event(topic) for topic in topics))
        else:
            await emit(send, event("beat") if hub.hears else ":\n\n")
    await send({"type": "http.response.body", "body": b"", "more_body": False})


def event(name: str) -> str:
    """One event, numbered with the time, which the browser hands back when it returns."""
    return f"event: {name}\ndata: {name}\nid: {time.time():.3f}\n\n"


async def emit(send: Send, text: str) -> None:
    """Write to the page; waits while the page is slow to read."""
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


async def until_gone(receive: Receive) -> None:
    """Return when the page is closed."""
    while (await receive())["type"] != "http.disconnect":
        pass


def last_seen(scope: Message, granted: Pass) -> float:
    """Since when the page may have missed something: its last event, or else the moment it was made."""
    for name, value in scope["headers"]:
        if name == b"last-event-id":
            with suppress(ValueError):
                return float(value)
    return granted.made_at


async def answer(send: Send, *, status: int, body: bytes) -> None:
    """A short plain answer."""
    headers = [(b"content-type", b"text/plain"), (b"access-control-allow-origin", b"*")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
