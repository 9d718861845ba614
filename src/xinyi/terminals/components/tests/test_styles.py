"""The style sheets keep to what old browsers know, and the sizes that the project promises."""

import gzip
import re
from pathlib import Path

import pytest

from xinyi.terminals.components.critical import critical_css, critical_css_source, squeeze

TERMINALS = Path(__file__).parents[2]
SHEETS = sorted(TERMINALS.glob("*/static/**/*.css"))
SCRIPTS = sorted(TERMINALS.glob("*/static/**/*.js"))
KILOBYTE = 1024
TOO_NEW = re.compile(r":has\(|@container|@layer|@scope|[{;]\s*&")
FOREIGN = re.compile(r"(https?:)?//(?!www\.w3\.org)[a-z0-9.-]+\.[a-z]{2,}")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_sheet_uses_nothing_that_the_oldest_browsers_lack(sheet: Path) -> None:
    assert TOO_NEW.findall(sheet.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", [*SHEETS, *SCRIPTS], ids=lambda path: path.name)
def test_no_sheet_and_no_script_names_another_host(file: Path) -> None:
    assert FOREIGN.findall(re.sub(r"^\s*//.*$", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE)) == []


def test_both_ways_into_the_night_paint_the_same_colours() -> None:
    tokens = (TERMINALS / "components/static/components/tokens.css").read_text(encoding="utf-8")
    chosen = re.search(r"\[data-theme=dark\] \{(.*?)\}", tokens, re.DOTALL)
    by_device = re.search(r":root:not\(\[data-theme\]\) \{(.*?)\}", tokens, re.DOTALL)

    assert chosen
    assert by_device
    assert chosen[1].split() == by_device[1].split()


def test_squeezing_keeps_a_space_that_means_a_descendant() -> None:
    assert squeeze("/* no */ .a :focus { color: red; }\n.b , .c { top: 0 }") == ".a :focus{color: red}.b,.c{top: 0}"


def test_the_inlined_sheet_is_small_and_allowed_by_its_hash() -> None:
    assert len(gzip.compress(critical_css().encode())) <= 6 * KILOBYTE
    assert re.fullmatch(r"'sha256-[A-Za-z0-9+/]{43}='", critical_css_source())


def test_all_scripts_together_stay_far_below_the_budget_of_a_page() -> None:
    assert sum(len(gzip.compress(script.read_bytes())) for script in SCRIPTS) <= 12 * KILOBYTE
