"""Nothing grows past what one can take in: file 300 lines, function 40, class 150, template 150. No exemptions."""

import ast

from tests.architecture.code import SOURCE, Module, production
from tests.checks.templates import templates

LINES_OF_FILE, LINES_OF_FUNCTION, LINES_OF_CLASS, LINES_OF_TEMPLATE = 300, 40, 150, 150


def length(node: ast.AST) -> int:
    assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    return (node.end_lineno or node.lineno) - node.lineno + 1


def too_long(module: Module, *kinds: type[ast.AST], limit: int) -> list[str]:
    found = [node for node in ast.walk(module.tree) if isinstance(node, kinds)]
    return [f"{module.name}: {getattr(node, 'name', '')}, {length(node)}" for node in found if length(node) > limit]


def test_no_file_is_longer_than_300_lines() -> None:
    counted = {module.name: module.text.count("\n") for module in production()}

    assert {name: lines for name, lines in counted.items() if lines > LINES_OF_FILE} == {}


def test_no_function_is_longer_than_40_lines() -> None:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)

    assert [one for module in production() for one in too_long(module, *kinds, limit=LINES_OF_FUNCTION)] == []


def test_no_class_is_longer_than_150_lines() -> None:
    assert [one for module in production() for one in too_long(module, ast.ClassDef, limit=LINES_OF_CLASS)] == []


def test_no_template_is_longer_than_150_lines() -> None:
    counted = {str(path.relative_to(SOURCE)): path.read_text(encoding="utf-8").count("\n") for path in templates()}

    assert {name: lines for name, lines in counted.items() if lines > LINES_OF_TEMPLATE} == {}


def test_every_module_says_what_it_is_for() -> None:
    assert [module.name for module in production() if module.text.strip() and not ast.get_docstring(module.tree)] == []
