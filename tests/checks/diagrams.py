"""The state diagram in a folder's README is the one of its workflow; ``--write`` draws it anew.

A README holds one diagram per workflow between two lines: ``<!-- diagram: NAME -->`` and ``<!-- end of diagram -->``.
"""

import re
import sys
from collections.abc import Iterator
from functools import partial
from importlib import import_module
from pathlib import Path

from tests.checks import finish
from tests.checks.migrations import set_up

BETWEEN = r"(<!-- diagram: {name} -->\n).*?(<!-- end of diagram -->)"


def drawn(workflow: object) -> str:
    """Return the diagram as it stands in a README."""
    machine = import_module("xinyi.kernel.work.machine")
    return f"```mermaid\n{machine.mermaid(workflow)}\n```\n"


def redrawn(diagram: str, found: re.Match[str]) -> str:
    """Return the piece of the README with its diagram replaced."""
    return f"{found[1]}{diagram}{found[2]}"


def workflows() -> Iterator[tuple[Path, str, object]]:
    """Yield README, name and table of every workflow that a manifest names."""
    manifest = import_module("xinyi.kernel.manifest")
    for one in manifest.manifests():
        for named in one.workflows:
            table = manifest.resolve(one.slug, named)
            folder = Path(str(import_module(f"{manifest.discovery.folders()[one.slug]}").__file__)).parent
            yield folder / "README.md", table.name, table


def problems(*, write: bool = False) -> Iterator[str]:
    """Yield READMEs whose diagram is missing or old; with ``write`` old ones are drawn anew instead."""
    for readme, name, table in workflows():
        text = readme.read_text(encoding="utf-8") if readme.exists() else ""
        pattern = re.compile(BETWEEN.format(name=re.escape(name)), re.DOTALL)
        if not pattern.search(text):
            yield f"{readme}: no diagram of {name} between <!-- diagram: {name} --> and <!-- end of diagram -->"
            continue
        current = pattern.sub(partial(redrawn, drawn(table)), text)
        if current != text and write:
            readme.write_text(current, encoding="utf-8")
        elif current != text:
            yield f"{readme}: the diagram of {name} is old: make diagram"


if __name__ == "__main__":
    set_up()
    finish(problems(write="--write" in sys.argv))
