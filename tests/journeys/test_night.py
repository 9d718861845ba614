"""A quarter to twelve at night: from a resident's phone to a verified close, with the wall open beside it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import WALL, Visit
from tests.journeys.steps import dispatch_to, own_step, photo_in, press, report, submit

pytestmark = pytest.mark.journey

NOISE = "夜里十一点四十五楼下商家还在放音响"
# The promise from the fact to the pixels, counted from the page that the person who did it sees.
LIVE_MILLISECONDS = 2_000
PageAs = Callable[..., Page]
Check = Callable[..., None]
Seat = Callable[..., None]


def test_the_nights_noise_is_handled_checked_closed_and_rated_while_the_wall_watches(
    on_duty: Seat, visit: Visit, page_as: PageAs, check_page: Check, tmp_path: Path
) -> None:
    on_duty("nora", "dana")
    wall, desk, resident = visit("/board/", size=WALL), page_as("nora"), page_as("alice")
    same_wall(wall)

    item = report(resident, NOISE, kind="商家音响")
    expect(wall.locator("ol.feed")).to_contain_text("竹园", timeout=LIVE_MILLISECONDS)
    expect(resident.locator("body")).to_contain_text("SQ-")
    check_page(resident)
    ring_and_take_on(desk, item)
    check_page(desk)

    dispatch_to(desk, "玉竹街道巡防队", kind="noise.shop")
    patrol_handles(page_as("pat"), item, photo_in(tmp_path))
    desk.goto(f"/console/cases/{item}/")
    press(desk, "approve")
    expect(wall.locator("ol.feed")).to_contain_text("结案", timeout=LIVE_MILLISECONDS)
    expect(desk.locator("main")).to_contain_text("已结案")
    assert is_same_wall(wall), "the wall was loaded anew"
    for words in (NOISE, "王艾丽", "19900000001"):
        assert words not in wall.content()

    rate(resident, item)
    check_page(resident)


def ring_and_take_on(desk: Page, item: str) -> None:
    """The banner appears at the desk by itself, is taken on, and is gone."""
    alarm = desk.locator(f'#banner form[action$="/acknowledge/{item}/"]')
    expect(alarm).to_be_visible(timeout=LIVE_MILLISECONDS)
    with desk.expect_navigation():
        alarm.locator("button").click()
    expect(desk.locator("#banner form")).to_have_count(0)
    assert item in desk.url


def patrol_handles(patrol: Page, item: str, photo: Path) -> None:
    """Accepted, done, sent to be checked with a photo; the patrol cannot close what it handled."""
    patrol.goto(f"/console/cases/{item}/")
    press(patrol, "accept")
    submit(patrol, "到场劝导，音响已关，店主承诺夜间不再外放", photo)
    assert patrol.locator('form[action$="/approve/"]').count() == 0


def rate(resident: Page, item: str) -> None:
    """The resident reads what was done, sees the photo and rates; nothing was chosen for them."""
    resident.goto(f"/cases/{item}/")
    expect(resident.locator("body")).to_contain_text("音响已关")
    assert resident.locator('#case-timeline img[src*="/files/"]').first.evaluate("image => image.naturalWidth > 0")
    assert resident.locator("[name=score]:checked").count() == 0
    own_step(resident, "rate", score="很满意")
    expect(resident.locator("body")).to_contain_text("5 分")


def same_wall(wall: Page) -> None:
    """Leave a mark that a reload would wipe away."""
    wall.evaluate("() => { window.opened = true }")


def is_same_wall(wall: Page) -> bool:
    """Whether the mark is still there."""
    return bool(wall.evaluate("() => window.opened === true"))
