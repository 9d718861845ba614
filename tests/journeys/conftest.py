"""Fixtures of the journeys. Here no test touches the ORM: everything goes through pages, as a person would."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browsers import chromium
from tests.harness.cluster import Server
from tests.harness.pages import Watch
from tests.harness.pages import check_page as faults_fail
from tests.harness.served import Served, serving

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1366, "height": 850}
WALL = {"width": 1920, "height": 1080}
WAIT_MILLISECONDS = 8_000
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
def watch() -> Iterator[Watch]:
    """What goes wrong in any page of this journey; whatever was not announced fails it."""
    watching = Watch()
    yield watching
    assert not watching.unexpected(), "\n".join(watching.unexpected())


@pytest.fixture
def visit(browser: Browser, served: Served, watch: Watch) -> Iterator[Callable[..., Page]]:
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
def page_as(visit: Callable[..., Page]) -> Callable[..., Page]:
    """A function that opens a terminal signed in by the sample's one click: ``page_as("street_dispatcher")``."""

    def sign_in(account: str, *, path: str = "/console/", size: dict[str, int] | None = None) -> Page:
        page = visit(path, size=size or DESK)
        page.locator(f'button[name="account"][value="{account}"]').click()
        page.wait_for_load_state()
        return page

    return sign_in


@pytest.fixture
def check_page(watch: Watch) -> Callable[..., None]:
    """A function that fails with everything wrong with a page: ``check_page(page)``, ``narrow=False`` for the wall."""
    return lambda page, **how: faults_fail(page, watch, **how)
