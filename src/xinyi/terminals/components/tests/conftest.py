"""Renders shell templates: own addresses, slots filled by hand. Undefined variables are refused by the harness."""

import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest
from django.template import Context, engines
from django.test import RequestFactory, override_settings
from django.utils.safestring import SafeString

HEAD = {"title": "身边有什么问题？", "crumb": "", "lead": "", "chip": "", "tone": "mute", "body": ""}
TILES = [("心愿墙", "wish"), ("长者食堂", "meal")]


def fake_slot(name: str, context: Context) -> list[dict[str, Any]]:
    """Stands in for the pieces of manifests, as folders would fill the slots."""
    if name == "resident.lead":
        return [{"template": "components/page_head.html", "context": HEAD}]
    if name == "resident.tile":
        return [{"template": "", "context": {"label": label, "url": "#", "icon": icon}} for label, icon in TILES]
    return []


@pytest.fixture
def slots(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel's door to the slots, answering with the pieces above."""
    door = ModuleType("xinyi.kernel.plugins.api")
    door.render_slot = fake_slot
    monkeypatch.setitem(sys.modules, "xinyi.kernel.plugins.api", door)


@pytest.fixture
def render(slots: None) -> Iterator[Callable[..., str]]:
    """Renders a template as a page would, with the reader's cookies."""

    def page(template: str, context: dict[str, Any], **cookies: str) -> SafeString:
        request = RequestFactory().get("/")
        request.COOKIES.update(cookies)
        return engines["django"].get_template(template).render(context | {"request": request}, request)

    with override_settings(ROOT_URLCONF="xinyi.terminals.components.tests.urls"):
        yield page


@pytest.fixture
def piece() -> Callable[..., str]:
    """Renders a line of template with the components loaded."""

    def line(source: str, **context: Any) -> str:
        return engines["django"].from_string("{% load components %}" + source).render(context)

    return line
