"""What djlint does not see in a template: inline code, inline style, and forms without their protections."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.checks import SOURCE, finish, place

REMARK = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|<!--.*?-->", re.DOTALL)
HANDLER = re.compile(r"<[^>]*\s(on[a-z]+)\s*=", re.IGNORECASE)
STYLE = re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE)
SCRIPT = re.compile(r"<script(?![^>]*\ssrc\s*=)(?![^>]*application/json)[^>]*>", re.IGNORECASE)
POST_FORM = re.compile(r"<form\b[^>]*\bmethod\s*=\s*[\"']?post\b.*?</form>", re.IGNORECASE | re.DOTALL)
IDEM = re.compile(r"\{%\s*once\b|name=\"idem\"")
NO_IDEM = re.compile(r"\{# no idem: \S.*?#\}")
FORBIDDEN = ((HANDLER, "a handler in the markup"), (STYLE, "style="), (SCRIPT, "an inline script"))


def problems_of(path: Path) -> Iterator[str]:
    """Yield what is wrong with one template, each with its place."""
    written = path.read_text(encoding="utf-8")
    text = REMARK.sub(lambda remark: re.sub(r"[^\n]", " ", remark[0]), written)
    for pattern, name in FORBIDDEN:
        yield from (f"{place(path, text, found.start())}: {name}" for found in pattern.finditer(text))
    for form in POST_FORM.finditer(text):
        where = place(path, text, form.start())
        if "csrf_token" not in form[0]:
            yield f"{where}: a form that posts without {{% csrf_token %}}"
        if not IDEM.search(form[0]) and not NO_IDEM.search(written[form.start() : form.end()]):
            yield f"{where}: a form that posts without {{% once %}}; one that writes nothing says {{# no idem: why #}}"


def templates(source: Path = SOURCE) -> list[Path]:
    """Return every template of the house."""
    return sorted(path for path in source.rglob("templates/**/*.html") if "tests" not in path.parts)


if __name__ == "__main__":
    finish(problem for path in templates() for problem in problems_of(path))
