"""Rule 7: all writes are in `actions`; the clock and chance are read at the edges only."""

import ast
import re

import pytest

from tests.architecture.code import Module, dotted, production

# `base` holds the one statement that writes, `asgi` writes to a socket, `config` keeps an installation, no district.
WRITERS = {"actions", "asgi"}
EDGES = {"resident", "console", "board", "rest", "pages", "middleware", "asgi"} | {
    "tasks",
    "reactions",
    "seed",
    "management",
}
MAKES_ROWS = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "acreate", "abulk_create"}
CHANGES_ROWS = {"update", "delete", "aupdate", "adelete"}
QUERY_SETS = re.compile(r"\.(objects|filter|exclude|all|using|select_for_update)\b")
WRITING_SQL = re.compile(
    r"^\s*(INSERT\s+INTO|UPDATE\s+\w|DELETE\s+FROM|TRUNCATE|WITH\b.*\b(INSERT\s+INTO|DELETE\s+FROM))",
    re.IGNORECASE | re.DOTALL,
)


def is_write(call: ast.Call) -> bool:
    """Tell whether the call changes rows: by a query set, an instance, the one statement, or raw SQL."""
    chain = dotted(call.func)
    last = chain.rpartition(".")[2]
    if last in MAKES_ROWS | CHANGES_ROWS:
        return bool(QUERY_SETS.search(chain))
    if last == "execute" and call.args and isinstance(call.args[0], ast.Constant):
        return bool(WRITING_SQL.match(str(call.args[0].value)))
    return chain == "write" or (chain.endswith(".save") and not call.args)


def is_app(module: Module) -> bool:
    return module.name.split("/")[0] in {"kernel", "centre", "scenarios", "terminals"} and "base/" not in module.name


def test_all_writes_are_in_actions() -> None:
    others = [module for module in production() if is_app(module) and module.part not in WRITERS]
    found = [f"{module.name}:{call.lineno}" for module in others for call in module.calls() if is_write(call)]

    assert "\n".join(found) == ""


@pytest.mark.parametrize(
    ("line", "writes"),
    [
        ("Wish.objects.create(text='x')", True),
        ("Wish.objects.filter(id=1).update(text='x')", True),
        ("wish.save()", True),
        ("write(record())", True),
        ("cursor.execute('INSERT INTO wish VALUES (1)')", True),
        ("cursor.execute('WITH one AS (DELETE FROM wish RETURNING 1) SELECT 1')", True),
        ("cursor.execute('SELECT updated FROM wish')", False),
        ("found.update(name='x')", False),
        ("response.write('x')", False),
        ("image.save(target)", False),
    ],
)
def test_a_write_is_told_from_what_only_looks_like_one(line: str, writes: bool) -> None:
    call = ast.parse(line).body[0]
    assert isinstance(call, ast.Expr)
    assert isinstance(call.value, ast.Call)

    assert is_write(call.value) is writes


def test_the_clock_is_read_at_the_edges_only() -> None:
    inner = [module for module in production() if is_app(module) and module.part not in EDGES]
    reads = {"now", "api.now", "datetime.now", "timezone.now"}
    found = [f"{module.name}:{one.lineno}" for module in inner for one in module.calls() if dotted(one.func) in reads]

    assert "\n".join(found) == ""
