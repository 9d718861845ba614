"""Every page of the product in a browser at 320 px: accessible, no sideways scroll, no error, no policy violated."""

import json
import subprocess
import sys
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from tests.architecture.test_addresses import FORMS, PASSES_ON
from tests.harness.addresses import Address, every_address
from tests.harness.databases import ROOT
from tests.harness.pages import SMALL_PHONE
from tests.harness.served import Served
from tests.journeys.conftest import WALL
from tests.journeys.rows import FOUND, Rows, candidates

pytestmark = pytest.mark.journey

# Who is asked first; the next one is asked where a page is not for them.
ROLES = {
    "resident": ("alice", "nobody"),
    "console": ("dana", "clara", "audrey", "adam", "pat", "nobody"),
    "board": ("nobody",),
}
PHOTOS = {"resident:photo", "console:photo"}
OK = 200
PageAs = Callable[..., Page]
Visit = Callable[..., Page]
Check = Callable[..., None]


def laid(served: Served) -> Rows:
    """Rows that the product's actions made in the database of the running processes."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.rows"],
        env=served.environment(), cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    line = next((one for one in done.stdout.splitlines() if one.startswith(FOUND)), "")
    assert line, done.stderr[-3000:]
    rows: Rows = json.loads(line.removeprefix(FOUND))
    return rows


def test_every_page_is_sound_on_the_smallest_phone(
    served: Served, visit: Visit, page_as: PageAs, check_page: Check
) -> None:
    rows = laid(served)
    pages = {name: page_as(name) for names in ROLES.values() for name in names if name != "nobody"}
    pages["nobody"] = visit("/privacy/")
    wrong = []
    for address in (one for one in every_address() if one.name not in {*FORMS, *PASSES_ON, *PHOTOS}):
        page, path = first_page(address, rows=rows, pages=pages)
        page.set_viewport_size(WALL if address.terminal == "board" else SMALL_PHONE)  # type: ignore[arg-type]
        page.goto(path)
        try:
            check_page(page, narrow=address.terminal != "board")
        except AssertionError as fault:
            wrong.append(f"{address.name}: {fault}")

    assert not wrong, "\n".join(wrong)


def first_page(address: Address, *, rows: Rows, pages: dict[str, Page]) -> tuple[Page, str]:
    """Whoever gets a page from this address, and the path."""
    for given in candidates(address.name, address.arguments, rows=rows):
        path = reverse(address.name, kwargs=given)
        for name in ROLES[address.terminal]:
            answer = pages[name].context.request.get(path, max_redirects=0)
            if answer.status == OK and answer.headers.get("content-type", "").startswith("text/html"):
                return pages[name], path
    raise AssertionError(f"none of {ROLES[address.terminal]} gets a page from {address.name}")
