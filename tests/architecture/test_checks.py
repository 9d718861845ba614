"""The project's own static checks catch what they are there for."""

from pathlib import Path

import polib
import pytest

from tests.checks import templates, translations, wording

PROTECTED = '<form method="post">{% csrf_token %}{% once idem %}</form>'


def faults_of_template(folder: Path, text: str) -> list[str]:
    path = folder / "page.html"
    path.write_text(text, encoding="utf-8")
    return [fault.split(": ", 1)[1].split(";")[0] for fault in templates.problems_of(path)]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (PROTECTED, []),
        ('<form method="get"></form>', []),
        ('<form method="post">{% csrf_token %}{# no idem: it writes nothing #}</form>', []),
        ('<form method="post">{% once idem %}</form>', ["a form that posts without {% csrf_token %}"]),
        ("<form method=post>{% csrf_token %}</form>", ["a form that posts without {% once %}"]),
        ('<a onclick="go()">x</a>', ["a handler in the markup"]),
        ('<p style="color: red">x</p>', ["style="]),
        ("<script>go()</script>", ["an inline script"]),
        ('<script src="a.js"></script>', []),
        ('{# <p style="x"> #}', []),
    ],
)
def test_a_template_is_read_for_what_other_tools_miss(tmp_path: Path, text: str, faults: list[str]) -> None:
    assert faults_of_template(tmp_path, text) == faults


@pytest.mark.parametrize(
    ("line", "bare"),
    [
        ('title = "我的事项"', ["我的事项"]),
        ('title = _("我的事项")', []),
        ('words = ("着火",)  # not shown: matched in the text', []),
        ('title = ngettext("一件", "多件", 2)', []),
        ('"""网格 is a part of a community."""', []),
    ],
)
def test_bare_chinese_in_code_is_found(tmp_path: Path, line: str, bare: list[str]) -> None:
    path = tmp_path / "module.py"
    path.write_text(line, encoding="utf-8")

    assert [one.text for one in wording.bare_in_code(path)] == bare


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("<p>我的事项</p>", ["我的事项"]),
        ('<p>{% translate "我的事项" %}</p>', []),
        ("{% blocktranslate %}共 {{ n }} 件{% endblocktranslate %}", []),
        ('{% tile title=_("我的事项") %}', []),
        ("{# 我的事项 #}", []),
    ],
)
def test_bare_chinese_in_a_template_is_found(tmp_path: Path, text: str, bare: list[str]) -> None:
    path = tmp_path / "page.html"
    path.write_text(text, encoding="utf-8")

    assert [one.text for one in wording.bare_in_template(path)] == bare


def test_every_wrapped_text_of_a_template_is_read(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text('{% translate "甲" %}{% tile title=_("乙") %}{% blocktranslate %}丙{{ n }}{% endblocktranslate %}')

    assert [one.text for one in wording.wrapped_in_template(path)] == ["甲", "乙", "丙%(n)s"]


def test_missing_and_fuzzy_english_is_found(tmp_path: Path) -> None:
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="甲", msgstr="one"))
    catalogue.append(polib.POEntry(msgid="乙", msgstr="two", flags=["fuzzy"]))
    target = tmp_path / translations.CATALOGUE
    target.parent.mkdir(parents=True)
    catalogue.save(str(target))
    said = [wording.Sentence(text, "page.html:1") for text in "甲乙丙"]

    assert list(translations.missing(tmp_path, said)) == [
        "page.html:1: no English for '乙' (fuzzy)",
        "page.html:1: no English for '丙'",
    ]
