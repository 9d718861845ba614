"""A hard limit on what one request may send, kept before Django sees it; memory never grows with the body."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Any, Any, Any], Awaitable[None]]

TOO_LARGE = "xinyi.too_large"
# A browser shows our answer only when it could finish sending; beyond this it is cut off.
DRAINED_TIMES = 4
PATIENCE_SECONDS = 60.0


def limited(application: Application, *, largest: int) -> Application:
    """Answer 413 with the page for it when more than ``largest`` bytes are announced; cut off an unannounced flood."""

    async def limited_application(  # noqa: PLR0917 -- the form of an ASGI application
        scope: Message, receive: Receive, send: Send
    ) -> None:
        announced = _announced(scope) if scope["type"] == "http" else 0
        if announced > largest:
            await _drain(receive, at_most=largest * DRAINED_TIMES)
            await application(_without_body(scope), _empty_body(receive), send)
        else:
            await application(scope, _counted(receive, largest=largest), send)

    return limited_application


def _announced(scope: Message) -> int:
    length = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    return int(length) if length.isdigit() else 0


async def _drain(receive: Receive, *, at_most: int) -> None:
    taken, more = 0, True
    while more and taken <= at_most:
        message = await _patiently(receive)
        taken += len(message.get("body", b""))
        more = message["type"] == "http.request" and message.get("more_body", False)


def _without_body(scope: Message) -> Message:
    """The same request without its body, marked for the page that explains the limit in the reader's language."""
    dropped = {b"content-length", b"content-type", b"transfer-encoding"}
    headers = [pair for pair in scope["headers"] if pair[0] not in dropped]
    return {**scope, "method": "GET", "headers": headers, TOO_LARGE: True}


def _empty_body(receive: Receive) -> Receive:
    first = True

    async def receive_nothing() -> Message:
        nonlocal first
        if first:
            first = False
            return {"type": "http.request", "body": b"", "more_body": False}
        return await receive()

    return receive_nothing


def _counted(receive: Receive, *, largest: int) -> Receive:
    """Pass the body on, at most ``largest`` bytes of it and never waiting long for the next piece."""
    taken, complete = 0, False

    async def receive_counted() -> Message:
        nonlocal taken, complete
        if complete:
            return await receive()
        message = await _patiently(receive)
        taken += len(message.get("body", b""))
        complete = not message.get("more_body", False)
        return message if taken <= largest else {"type": "http.disconnect"}

    return receive_counted


async def _patiently(receive: Receive) -> Message:
    try:
        return await asyncio.wait_for(receive(), PATIENCE_SECONDS)
    except TimeoutError:
        return {"type": "http.disconnect"}
