"""The ways in: everybody gets to their own first page, and every first page is sound."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import DESK, PHONE, WALL, Visit

pytestmark = pytest.mark.journey

PageAs = Callable[..., Page]
Check = Callable[..., None]


@pytest.mark.parametrize("path", ["/", "/sign-in/", "/privacy/", "/place/", "/console/sign-in/"])
def test_a_stranger_finds_sound_pages(visit: Visit, check_page: Check, path: str) -> None:
    page = visit(path, size=DESK if path.startswith("/console") else PHONE)

    check_page(page)


def test_the_wall_needs_nobody_signed_in_and_is_sound(visit: Visit, check_page: Check) -> None:
    page = visit("/board/", size=WALL)

    check_page(page, narrow=False)


def test_a_resident_signs_in_by_a_code_and_finds_their_matters(page_as: PageAs, check_page: Check) -> None:
    page = page_as("alice", path="/matters/")

    check_page(page)
    assert page.url.endswith("/matters/")


def test_staff_sign_in_by_password_and_second_factor_and_find_their_inbox(page_as: PageAs, check_page: Check) -> None:
    page = page_as("dana")

    check_page(page)
    assert page.url.endswith("/console/")


@pytest.mark.parametrize("account", ["street_dispatcher", "grid_worker", "handler", "auditor", "resident"])
def test_one_click_signs_a_sample_account_in(one_click_as: PageAs, check_page: Check, account: str) -> None:
    page = one_click_as(account)

    check_page(page)


def test_without_javascript_the_ways_in_still_work(visit: Visit) -> None:
    page = visit("/console/sign-in/", size=DESK, javascript=False)

    page.locator('button[value="street_dispatcher"]').click()

    assert page.url.endswith("/console/")
