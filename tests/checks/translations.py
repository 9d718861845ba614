"""Bare Chinese in code and templates, and English that is missing or fuzzy where a folder claims English.

A folder claims English by having `locale/en`; it answers for everything below it that no deeper catalogue claims.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import polib
from django.conf import settings

from tests.checks import ROOT, SOURCE, finish
from tests.checks.templates import templates
from tests.checks.wording import (
    CHINESE,
    Sentence,
    bare_in_code,
    bare_in_template,
    wrapped_in_code,
    wrapped_in_template,
)

CATALOGUE = Path("locale/en/LC_MESSAGES/django.po")
# The text of samples is Chinese data; what refuses a start speaks both languages before any catalogue is loaded.
DATA = {"tests", "migrations", "sample", "data", "host"}
DATA_FILES = {"seed.py", "environment.py", "refusals.py", "command.py", "settings.py"}


def code(source: Path = SOURCE) -> list[Path]:
    """Return the modules that speak to people through catalogues."""
    return sorted(path for path in source.rglob("*.py") if not is_data(path.relative_to(source)))


def is_data(path: Path) -> bool:
    """Tell whether the module holds data or speaks before catalogues are there."""
    of_config = path.parts[0] == "config" and path.name in DATA_FILES
    return bool(DATA & set(path.parts)) or path.name == "seed.py" or "seed" in path.parts or of_config


def bare(source: Path = SOURCE) -> Iterator[str]:
    """Yield every sentence that no catalogue will ever translate."""
    found = [one for path in code(source) for one in bare_in_code(path)]
    found += [one for path in templates(source) for one in bare_in_template(path)]
    return (f"{one.where}: wrap {one.text[:40]!r} in _() or mark its line `# not shown`" for one in found)


def catalogues(source: Path = SOURCE) -> list[Path]:
    """Return the folders that claim English, the deepest first."""
    folders = [path.parents[3] for path in source.rglob(str(CATALOGUE))]
    return sorted(folders, key=lambda folder: len(folder.parts), reverse=True)


def claimed_by(path: Path, folders: Iterable[Path]) -> Path | None:
    """Return the nearest folder above ``path`` that claims English."""
    return next((folder for folder in folders if path.is_relative_to(folder)), None)


def sentences_by_folder(source: Path = SOURCE) -> dict[Path, list[Sentence]]:
    """Return what each claiming folder must say in English."""
    folders = catalogues(source)
    found: dict[Path, list[Sentence]] = {folder: [] for folder in folders}
    for path in code(source):
        if folder := claimed_by(path, folders):
            found[folder] += wrapped_in_code(path)
    for path in templates(source):
        if folder := claimed_by(path, folders):
            found[folder] += wrapped_in_template(path)
    return found


def missing(folder: Path, sentences: Iterable[Sentence]) -> Iterator[str]:
    """Yield the sentences of a folder that have no sure English."""
    entries = {entry.msgid: entry for entry in polib.pofile(str(folder / CATALOGUE))}
    plurals = {entry.msgid_plural for entry in entries.values()}
    for text, where in {one.text: one.where for one in sentences if CHINESE.search(one.text)}.items():
        entry = entries.get(text)
        if text in plurals or (entry and entry.translated()):
            continue
        yield f"{where}: no English for {text[:60]!r}" + (" (fuzzy)" if entry and entry.fuzzy else "")


def report(source: Path = SOURCE) -> tuple[list[str], str]:
    """Return the problems, and the coverage of each claiming folder."""
    problems, coverage = list(bare(source)), []
    for folder, sentences in sentences_by_folder(source).items():
        absent = list(missing(folder, sentences))
        wanted = len({one.text for one in sentences if CHINESE.search(one.text)})
        coverage.append(f"{folder.relative_to(ROOT)}: {wanted - len(absent)} of {wanted} in English")
        problems += absent
    return problems, "\n".join(coverage)


if __name__ == "__main__":
    settings.configure()
    wrong, covered = report()
    finish(wrong, summary=covered)
