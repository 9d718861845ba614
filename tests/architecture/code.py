"""What the tests of this folder read: the production modules and their syntax trees."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "xinyi"
NOT_PRODUCTION = {"tests", "migrations"}


@dataclass(frozen=True)
class Module:
    """One file of production code."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """Return its path below the source folder, for messages."""
        return str(self.path.relative_to(SOURCE))

    @property
    def part(self) -> str:
        """Return which part of an app's anatomy it belongs to: "actions" for a module and for a package's members."""
        inside = self.path.relative_to(SOURCE).parts[2:]
        return inside[0].removesuffix(".py") if inside else ""

    def calls(self) -> Iterator[ast.Call]:
        """Yield every call written in it."""
        return (one for one in ast.walk(self.tree) if isinstance(one, ast.Call))


@cache
def production() -> tuple[Module, ...]:
    """Return every module that an installation runs; tests and migrations are not among them."""
    paths = [path for path in sorted(SOURCE.rglob("*.py")) if not NOT_PRODUCTION & set(path.relative_to(SOURCE).parts)]
    texts = [(path, path.read_text(encoding="utf-8")) for path in paths]
    return tuple(Module(path, text, ast.parse(text)) for path, text in texts)


def dotted(node: ast.AST) -> str:
    """Return ``a.b.c`` of a chain of attributes and calls, as far as it has names."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    if isinstance(node, ast.Call):
        return dotted(node.func)
    return node.id if isinstance(node, ast.Name) else ""
