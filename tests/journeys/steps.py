"""What people do again and again on the pages: write a report, open a step, send it."""

import re
from pathlib import Path

from playwright.sync_api import Page

from tests.journeys.rows import jpeg

ITEM = re.compile(r"/cases/([0-9a-f-]{36})/")


def photo_in(folder: Path) -> Path:
    """A small photo on disk, as a phone has it."""
    made = folder / "photo.jpg"
    made.write_bytes(jpeg())
    return made


def item_of(page: Page) -> str:
    """The case that the page's address names."""
    found = ITEM.search(page.url)
    assert found, page.url
    return found.group(1)


def write_report(page: Page, words: str, *, kind: str = "", photo: Path | None = None) -> None:
    """Fill in the form of the home page; naming the kind takes the page that asks for more."""
    form = page.locator("form#report")
    form.locator("[name=text]").fill(words)
    if photo:
        form.locator("input[type=file]").set_input_files(photo)
    if kind:
        form.locator("button[name=more]").click()
        page.locator("label.pick", has_text=kind).click()
    page.locator('form[action$="/cases/report/"] button.primary').last.click()


def report(page: Page, words: str, *, kind: str = "") -> str:
    """Report from the home page and return the id of the new case."""
    page.goto("/")
    write_report(page, words, kind=kind)
    page.wait_for_url("**/received/")
    return item_of(page)


def press(page: Page, name: str) -> None:
    """Send the step's form and wait for the page that comes of it."""
    with page.expect_navigation():
        page.locator(f'form[action$="/{name}/"] button').last.click()


def unfold(page: Page, name: str) -> None:
    """Open the step's form, also where it lies among the rarer ones."""
    step = page.locator(f"details#do_{name}")
    if not step.is_visible():
        page.locator("details#more > summary").click()
    if step.get_attribute("open") is None:
        step.locator("> summary").click()


def dispatch_to(page: Page, organisation: str, *, kind: str = "") -> None:
    """Dispatch the open case to an organisation."""
    unfold(page, "dispatch")
    if kind:
        page.locator("#dispatch_kind").select_option(kind)
    page.locator("details#do_dispatch label", has_text=organisation).click()
    press(page, "dispatch")


def submit(page: Page, words: str, photo: Path) -> None:
    """Say what was done, with a photo, and send it to be checked."""
    unfold(page, "submit")
    page.locator("#submit_text").fill(words)
    page.locator("details#do_submit input[type=file]").set_input_files(photo)
    press(page, "submit")


def own_step(page: Page, name: str, **given: str) -> None:
    """Take a step as the reporter, on the phone's page of the case, wherever its form lies there."""
    form = page.locator(f'form[action$="/{name}/"]')
    if not form.is_visible():
        page.locator("details", has=form).locator("> summary").click()
    for field, value in given.items():
        place = form.locator(f"[name={field}]")
        if place.first.get_attribute("type") == "radio":
            form.get_by_label(value, exact=True).check()
        else:
            place.fill(value)
    with page.expect_navigation():
        form.locator("button").last.click()
