"""Every shell template renders with what the README says it takes and leaves nothing undefined."""

import gzip
import re
from collections.abc import Callable
from typing import Any

import pytest

from xinyi.terminals.components.gallery import LOOKS, gallery
from xinyi.terminals.components.tests.samples import contexts

PAGES = [(name, number, context) for name, all_of in contexts().items() for number, context in enumerate(all_of)]
KILOBYTE = 1024


@pytest.mark.parametrize(("name", "number", "context"), PAGES, ids=[f"{name}-{number}" for name, number, _ in PAGES])
def test_a_template_renders_with_the_context_it_documents(
    render: Callable[..., str], name: str, number: int, context: dict[str, Any]
) -> None:
    html = render(name, context)

    assert html.count("<main") == 1
    assert html.count("<h1") == 1
    assert not re.search(r"\sstyle=|\son\w+=|<script(?![^>]*src=)", html)


@pytest.mark.parametrize(("name", "number", "context"), PAGES, ids=[f"{name}-{number}" for name, number, _ in PAGES])
def test_no_id_stands_twice_on_a_page(
    render: Callable[..., str], name: str, number: int, context: dict[str, Any]
) -> None:
    ids = re.findall(r'\sid="([^"]+)"', render(name, context))

    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize(("size", "theme"), [("", ""), ("elder", ""), ("max", "dark"), ("huge", "pink")])
def test_the_cookies_choose_text_size_and_theme_and_nothing_else(
    render: Callable[..., str], size: str, theme: str
) -> None:
    html = render("resident/home.html", contexts()["resident/home.html"][0], xinyi_size=size, xinyi_theme=theme)
    opening = re.search(r"<html[^>]*>", html)
    known = {"elder": ' data-size="elder"', "max": ' data-size="max"', "dark": ' data-theme="dark"'}

    assert opening
    assert opening[0] == f'<html lang="zh-hans"{known.get(size, "")}{known.get(theme, "")}>'


@pytest.mark.parametrize("name", [name for name in contexts() if name.startswith("resident/")])
def test_a_resident_page_and_its_styles_fit_into_20_kilobytes(render: Callable[..., str], name: str) -> None:
    from django.contrib.staticfiles import finders  # noqa: PLC0415 -- slow import

    html = render(name, contexts()[name][0]).encode()
    with open(str(finders.find("resident/patterns.css")), "rb") as file:  # noqa: PTH123 -- the finder returns text
        patterns = file.read()

    assert len(gzip.compress(html)) + len(gzip.compress(patterns)) <= 20 * KILOBYTE


@pytest.mark.parametrize("look", LOOKS)
def test_the_gallery_shows_every_component_of_a_look(render: Callable[..., str], look: str) -> None:
    pieces = gallery(look)

    html = render("components/gallery.html", {"look": look, "pieces": pieces, "stylesheets": [], "looks": []})

    assert html.count('class="piece"') == len(pieces)
