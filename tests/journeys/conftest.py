"""Fixtures of the journeys. Here no test touches the ORM: everything goes through pages, as a person would."""

import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browsers import chromium
from tests.harness.cluster import Server
from tests.harness.pages import Watch
from tests.harness.pages import check_page as faults_fail
from tests.harness.served import Served, serving

Visit = Callable[..., Page]
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1366, "height": 850}
WALL = {"width": 1920, "height": 1080}
WAIT_MILLISECONDS = 8_000
LOG_SHOWN = 6_000
QUIET = ["background-networking", "component-update", "default-apps", "domain-reliability", "sync", "extensions"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all journeys of this worker; it fetches nothing by itself."""
    found = chromium()
    assert found, "no Chromium: `make test` installs it, or set CHROMIUM=path"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=found,
            chromium_sandbox=os.geteuid() != 0,
            args=[*(f"--disable-{name}" for name in QUIET), "--no-first-run", "--no-proxy-server"],
        )
        yield started
        started.close()


@pytest.fixture(scope="session")
def processes(server: Server, template_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The product's processes for all journeys of this worker."""
    with serving(server, template_database, tmp_path_factory.mktemp("served")) as served:
        yield served


@pytest.fixture
def served(processes: Served, template_database: str) -> Served:
    """The running product with a database as fresh as the sample."""
    processes.fresh_database(template_database)
    return processes


@pytest.fixture
def watch(served: Served) -> Iterator[Watch]:
    """What goes wrong in any page of this journey; whatever was not announced fails it. The log tells why."""
    start = served.log.stat().st_size
    watching = Watch()
    yield watching
    print(served.log.read_text(encoding="utf-8")[start:][-LOG_SHOWN:])
    assert not watching.unexpected(), "\n".join(watching.unexpected())


@pytest.fixture
def visit(browser: Browser, served: Served, watch: Watch) -> Iterator[Visit]:
    """A function that opens a page in a browser profile of its own: ``visit("/", size=PHONE, javascript=False)``."""
    opened: list[BrowserContext] = []

    def open_page(path: str = "/", *, size: dict[str, int] | None = None, javascript: bool = True, **more: Any) -> Page:
        context = browser.new_context(
            base_url=served.base_url,
            viewport=size or PHONE,  # type: ignore[arg-type]  # a dict of the right shape
            java_script_enabled=javascript,
            locale=more.pop("locale", "zh-CN"),
            timezone_id="Asia/Shanghai",
            **more,
        )
        context.set_default_timeout(WAIT_MILLISECONDS)
        opened.append(context)
        page = context.new_page()
        # Without scripts there is nothing to listen with.
        page = watch.over(page) if javascript else page
        page.goto(path)
        return page

    yield open_page
    for context in opened:
        context.close()


@pytest.fixture
def page_as(visit: Visit) -> Callable[..., Page]:
    """A function that signs one of the cast in as they would: ``page_as("dana")``, ``page_as("alice", path="/me/")``.

    Staff give number, password and one-time password, which counts once; residents get a code, which samples show.
    """

    def sign_in(name: str, *, path: str = "", size: dict[str, int] | None = None) -> Page:
        from tests import cast  # noqa: PLC0415 -- needs Django set up

        is_staff = name not in cast.RESIDENTS
        page = visit("/console/sign-in/" if is_staff else "/sign-in/", size=size or (DESK if is_staff else PHONE))
        if is_staff:
            staff_sign_in(page, name)
        else:
            resident_sign_in(page, cast.RESIDENTS[name][1])
        if path:
            page.goto(path)
        return page

    return sign_in


def staff_sign_in(page: Page, number: str) -> None:
    """Fill in the staff's form and wait for the page behind it."""
    from tests import cast  # noqa: PLC0415 -- needs Django set up
    from xinyi.kernel.accounts.machine import one_time_password  # noqa: PLC0415 -- needs Django set up

    page.locator("[name=number]").fill(number)
    page.locator("[name=password]").fill(cast.PASSWORD)
    page.locator("[name=code]").fill(one_time_password(cast.SECRET, datetime.now(tz=UTC)))
    with page.expect_navigation(url=lambda url: "sign-in" not in url):
        page.locator("form.box button").last.click()


def resident_sign_in(page: Page, phone: str) -> None:
    """Ask for a code, read it from the page, where samples show it, and give it back."""
    page.locator("[name=phone]").fill(phone)
    page.locator("[name=agree]").check()
    page.locator("form:has([name=phone]) button:not([name])").last.click()
    shown = page.locator(".num").filter(has_text=re.compile(r"^\d{6}$")).inner_text()
    page.locator("[name=code]").fill(shown)
    with page.expect_navigation(url=lambda url: "sign-in" not in url):
        page.locator("form:has([name=code]) button:not([name])").last.click()


@pytest.fixture
def one_click_as(visit: Visit) -> Callable[..., Page]:
    """A function that takes the sample's one-click sign-in: ``one_click_as("street_dispatcher")``, ``("resident")``."""

    def sign_in(account: str, *, size: dict[str, int] | None = None) -> Page:
        is_staff = not account.startswith("resident")
        page = visit("/console/sign-in/" if is_staff else "/sign-in/", size=size or (DESK if is_staff else PHONE))
        with page.expect_navigation(url=lambda url: "sign-in" not in url):
            page.locator(f'button[name="account"][value="{account}"]').click()
        return page

    return sign_in


@pytest.fixture
def on_duty(served: Served) -> Callable[..., None]:
    """A function that puts the cast's posts on duty now, first to be called first: ``on_duty("nora", "dana")``."""

    def seat(*names: str) -> None:
        from tests import cast  # noqa: PLC0415 -- needs Django set up

        with served.as_owner() as owner:
            owner.execute("DELETE FROM accounts_duty WHERE ends_at > now()")
            for rank, name in enumerate(names, start=1):
                owner.execute(
                    "INSERT INTO accounts_duty (post_id, place_id, starts_at, ends_at, rank) SELECT id, place_id,"
                    " now() - interval '1 hour', now() + interval '12 hours', %s FROM accounts_post WHERE id = %s",
                    [rank, cast.post_of(name)],
                )

    return seat


@pytest.fixture
def check_page(watch: Watch) -> Callable[..., None]:
    """A function that fails with everything wrong with a page: ``check_page(page)``, ``narrow=False`` for the wall."""
    return lambda page, **how: faults_fail(page, watch, **how)
