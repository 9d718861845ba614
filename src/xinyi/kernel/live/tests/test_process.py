"""The live process as it runs: many pages, a database that goes away, a forged token."""

import asyncio
import urllib.error
import urllib.request
from typing import Any

import pytest

from xinyi.kernel.base.api import write
from xinyi.kernel.live.api import push
from xinyi.kernel.live.tests.conftest import Page

PAGES = 50


def test_fifty_pages_hear_every_push_of_their_topics_only(live: int, own_db: Any) -> None:
    async def story() -> list[list[str]]:
        pages = [Page() for _ in range(PAGES)]
        lines = [asyncio.ensure_future(page.listen(live, "board", f"item:{n}")) for n, page in enumerate(pages)]
        await tell(own_db, "board", until=pages)
        for n in range(PAGES):
            await asyncio.to_thread(write, push(f"item:{n}"))
        await asyncio.gather(*(page.hears(f"item:{n}") for n, page in enumerate(pages)))
        for line in lines:
            line.cancel()
        return [[name for name in page.heard if name.startswith("item")] for page in pages]

    assert asyncio.run(story()) == [[f"item:{n}"] for n in range(PAGES)]


async def tell(own_db: Any, topic: str, *, until: list[Page]) -> None:
    """Push until every page has heard it, so that all lines are known to be open."""
    while any(topic not in page.heard for page in until):
        await asyncio.to_thread(notify, own_db, topic)
        await asyncio.sleep(0.05)


def notify(own_db: Any, topic: str) -> None:
    with own_db.connect() as connection:
        connection.execute("SELECT pg_notify('xinyi_live', %s)", [topic])


def test_after_the_database_was_lost_pages_read_again_and_hear_again(live: int, own_db: Any) -> None:
    async def story() -> None:
        page = Page()
        line = asyncio.ensure_future(page.listen(live, "board"))
        await tell(own_db, "board", until=[page])
        with own_db.connect() as connection:
            cut = connection.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                " WHERE application_name = 'xinyi-live' AND datname = current_database()"
            ).fetchone()
        assert cut == (1,)
        await page.hears("resync")
        heard = page.heard.count("board")
        await asyncio.to_thread(notify, own_db, "board")
        await page.hears("board", times=heard + 1)
        line.cancel()

    asyncio.run(story())


def test_a_line_ends_with_the_time_of_its_token(live: int) -> None:
    page = Page()

    asyncio.run(asyncio.wait_for(page.listen(live, "board", seconds=1), 20))

    assert page.heard[-1] == "over"


def test_without_a_good_token_nothing_is_heard(live: int) -> None:
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(f"http://127.0.0.1:{live}/live?token=forged", timeout=5)
