"""The first report of somebody the house does not know yet, with and without scripts."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.harness.served import Served
from tests.journeys.conftest import Visit
from tests.journeys.steps import item_of, own_step, photo_in, write_report

pytestmark = pytest.mark.journey

LITTER = "三单元楼道里堆了很多杂物，老人上下楼不方便"
PHONE_NUMBER = "19900000077"
SIX_DIGITS = re.compile(r"^\d{6}$")
Check = Callable[..., None]


def test_a_first_time_resident_signs_in_during_the_report_and_loses_nothing(
    visit: Visit, served: Served, check_page: Check, tmp_path: Path
) -> None:
    page = visit("/")
    write_report(page, LITTER, photo=photo_in(tmp_path))
    say_where(page)
    expect(page.locator("body")).to_contain_text(LITTER[:12])
    check_page(page)

    give_telephone(page)
    page.wait_for_url("**/received/")

    check_page(page)
    item = item_of(page)
    page.goto(f"/cases/{item}/")
    expect(page.locator("body")).to_contain_text(LITTER)
    assert page.locator('#case-timeline img[src*="/files/"]').first.evaluate("image => image.naturalWidth > 0")
    check_page(page)
    with served.as_owner() as owner:
        consents = owner.execute(
            "SELECT purpose, version FROM accounts_consent JOIN cases_case c ON c.item_id = %s"
            " WHERE person_id = ANY (c.participant_ids)",
            [item],
        ).fetchall()
    assert [(purpose, bool(version)) for purpose, version in consents] == [("privacy", True)]


def test_the_whole_report_works_without_javascript(visit: Visit, tmp_path: Path) -> None:
    page = visit("/", javascript=False)

    write_report(page, LITTER, photo=photo_in(tmp_path))
    say_where(page)
    give_telephone(page)

    assert page.url.endswith("/received/")
    page.locator(".dock a").click()
    assert LITTER in page.content()
    own_step(page, "supplement", text="三楼也有")
    assert "三楼也有" in page.locator("#case-timeline").inner_text()


def say_where(page: Page) -> None:
    """Nobody knows where a stranger lives: the page asks, and keeps what was written."""
    place = page.locator("[name=where]")
    place.wait_for()
    assert page.locator("textarea[name=text]").input_value() == LITTER
    place.fill("竹园小区 12 栋 3 单元")
    page.locator('form[action$="/cases/report/"] button.primary').last.click()
    several = page.locator("fieldset.picks label.pick", has_text="3 单元")
    page.locator("[name=phone], fieldset.picks label.pick").first.wait_for()
    if page.locator("[name=phone]").count() == 0:
        several.first.click()
        page.locator('form[action$="/cases/report/"] button.primary').last.click()


def give_telephone(page: Page) -> None:
    """Agree to the notice, ask for a code, give it back."""
    page.locator("[name=phone]").fill(PHONE_NUMBER)
    page.locator("[name=agree]").check()
    page.locator(".dock button").click()
    shown = page.locator(".num").filter(has_text=SIX_DIGITS).inner_text()
    page.locator("[name=code]").fill(shown)
    page.locator(".dock button").click()
