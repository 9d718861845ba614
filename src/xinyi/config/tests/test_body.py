"""The hard limit on bodies, driven as the server drives it."""

import asyncio
from typing import Any

import pytest

from xinyi.config import body
from xinyi.config.body import TOO_LARGE, limited

LIMIT = 100


def ask(chunks: list[bytes], *, headers: list[tuple[bytes, bytes]]) -> dict[str, Any]:
    """Send a body in pieces and return what the application saw."""
    waiting = [{"type": "http.request", "body": one, "more_body": True} for one in chunks[:-1]]
    waiting.append({"type": "http.request", "body": chunks[-1], "more_body": False})
    seen: dict[str, Any] = {"body": b"", "disconnected": False}

    async def receive() -> dict[str, Any]:
        return waiting.pop(0)

    async def application(scope: Any, receive: Any, send: Any) -> None:
        seen["marked"], seen["method"] = scope.get(TOO_LARGE, False), scope["method"]
        more = True
        while more:
            message = await receive()
            seen["disconnected"] = message["type"] == "http.disconnect"
            seen["body"] += message.get("body", b"")
            more = message.get("more_body", False)
        seen["left"] = len(waiting)

    scope = {"type": "http", "method": "POST", "headers": headers}
    asyncio.run(limited(application, largest=LIMIT)(scope, receive, application))
    return seen


def length(number: int) -> list[tuple[bytes, bytes]]:
    return [(b"content-length", str(number).encode())]


def test_a_body_within_the_limit_arrives_whole() -> None:
    seen = ask([b"a" * 60, b"b" * 40], headers=length(100))

    assert (seen["body"], seen["marked"], seen["method"]) == (b"a" * 60 + b"b" * 40, False, "POST")


def test_an_announced_flood_is_taken_and_thrown_away_before_the_answer() -> None:
    seen = ask([b"a" * 60, b"b" * 60], headers=length(120))

    assert (seen["body"], seen["marked"], seen["method"], seen["left"]) == (b"", True, "GET", 0)


def test_an_unannounced_flood_is_cut_off() -> None:
    seen = ask([b"a" * 60, b"b" * 60], headers=[])

    assert (seen["body"], seen["disconnected"]) == (b"a" * 60, True)


def test_a_body_that_stops_coming_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(body, "PATIENCE_SECONDS", 0.01)
    seen: list[str] = []

    async def never() -> dict[str, Any]:
        await asyncio.sleep(60)
        return {}

    async def application(scope: Any, receive: Any, send: Any) -> None:
        seen.append((await receive())["type"])

    asyncio.run(limited(application, largest=LIMIT)({"type": "http", "headers": []}, never, application))

    assert seen == ["http.disconnect"]
