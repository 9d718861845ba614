"""Finds every sentence for people in code and templates: those wrapped for translation and those left bare."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.checks import place

CHINESE = re.compile(r"[\u3400-\u9fff]")
WRAPPERS = {"_", "gettext", "gettext_lazy", "gettext_noop", "pgettext", "pgettext_lazy", "ngettext", "ngettext_lazy"}
# A word that is matched or stored and never shown says so on its line.
NOT_SHOWN = re.compile(r"#.*\bnot shown\b")
REMARK = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|<!--.*?-->", re.DOTALL)
BLOCK = re.compile(r"\{%-?\s*blocktrans(?:late)?\b.*?\{%\s*endblocktrans(?:late)?\s*%\}", re.DOTALL)
TAG = re.compile(r"\{%\s*trans(?:late)?\b.*?%\}", re.DOTALL)
MARKED = re.compile(r"_\((\"[^\"]*\"|'[^']*')\)")


@dataclass(frozen=True)
class Sentence:
    """A text for people and where it stands."""

    text: str
    where: str


def wrapped_in_code(path: Path) -> Iterator[Sentence]:
    """Yield every text given to a translating function."""
    source = path.read_text(encoding="utf-8")
    for call in calls(ast.parse(source)):
        first = 1 if name_of(call).startswith("pgettext") else 0
        last = first + (2 if name_of(call).startswith("ngettext") else 1)
        for argument in call.args[first:last]:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield Sentence(argument.value, f"{place(path, '', 0).rpartition(':')[0]}:{argument.lineno}")


def bare_in_code(path: Path) -> Iterator[Sentence]:
    """Yield Chinese texts that no translating function wraps; docstrings and marked lines are not for people."""
    source = path.read_text(encoding="utf-8")
    tree, lines = ast.parse(source), source.splitlines()
    inside = {id(one) for call in calls(tree) for argument in call.args for one in ast.walk(argument)}
    inside |= {id(one) for one in documentation(tree)}
    for one in ast.walk(tree):
        text = one.value if isinstance(one, ast.Constant) and id(one) not in inside else None
        if isinstance(text, str) and CHINESE.search(text) and not NOT_SHOWN.search(lines[one.lineno - 1]):
            yield Sentence(text, f"{place(path, '', 0).rpartition(':')[0]}:{one.lineno}")


def calls(tree: ast.AST) -> list[ast.Call]:
    """Return the calls of translating functions."""
    return [one for one in ast.walk(tree) if isinstance(one, ast.Call) and name_of(one) in WRAPPERS]


def name_of(call: ast.Call) -> str:
    """Return the last part of the called function's name."""
    return getattr(call.func, "id", "") or getattr(call.func, "attr", "")


def documentation(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the strings that stand alone as statements."""
    return (one.value for one in ast.walk(tree) if isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant))


def wrapped_in_template(path: Path) -> Iterator[Sentence]:
    """Yield every text that Django would look up in a catalogue."""
    from django.utils.translation.template import templatize  # noqa: PLC0415 -- slow import

    python = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    for found in re.finditer(
        r"\b(?:n|p|np)?(?:gettext|_)\(((?:u?(?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'),?\s*)+)", python
    ):
        texts = ast.literal_eval(f"[{found[1].rstrip().rstrip(',')}]")
        chosen = texts[1:] if "pgettext" in found[0] else texts
        yield from (Sentence(text, place(path, python, found.start())) for text in chosen)


def bare_in_template(path: Path) -> Iterator[Sentence]:
    """Yield pieces of Chinese outside of every translating tag."""
    text = path.read_text(encoding="utf-8")
    for pattern in (REMARK, BLOCK, TAG, MARKED):
        text = pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    for found in re.finditer(r"[\u3400-\u9fff][^<>{}\"\n]*", text):
        yield Sentence(found[0].strip(), place(path, text, found.start()))
