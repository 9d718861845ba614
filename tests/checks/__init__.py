"""The project's own static checks. Each is a module whose main prints what is wrong and exits 1 when anything is."""

import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "xinyi"


def finish(problems: Iterable[str], *, summary: str = "") -> None:
    """Print the problems, one a line, and end this process with 1 if there are any."""
    found = list(problems)
    for line in [*found, summary]:
        if line:
            sys.stdout.write(f"{line}\n")
    sys.exit(1 if found else 0)


def place(path: Path, text: str, offset: int) -> str:
    """Return ``path:line`` of an offset in the text, relative to the repository."""
    name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
    return f"{name}:{text.count(chr(10), 0, offset) + 1}"
