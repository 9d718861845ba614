"""What a start prints when it serves: the three addresses and, in a trial, how to sign in as each role."""

import json
import unicodedata
from pathlib import Path

from xinyi.config.environment import Environment

ACCOUNTS, LOG_FILE = "sample_accounts.json", "xinyi.log"
ANYWHERE = ("0.0.0.0", "::")  # noqa: S104 -- compared, not bound
TERMINALS = (("居民端", "resident", "/"), ("工作台", "console", "/console/"), ("大屏", "wall", "/board/"))


def banner(environment: Environment, *, seconds: float) -> str:
    """Return the lines to print."""
    lines = ["", f"信义已启动，用时 {seconds:.1f} 秒 / Xinyi is serving after {seconds:.1f} s", ""]
    lines += [f"  {_wide(name, 8)}{english:<10}{origin(environment)}{path}" for name, english, path in TERMINALS]
    if environment.is_sample:
        lines += [
            "",
            "体验模式：人物均为虚构 / sample mode, all people are invented",
            *account_table(environment.var / ACCOUNTS),
        ]
        lines += ["", f"日志 / log: {environment.var / LOG_FILE}"]
    return "\n".join([*lines, "", "按 Ctrl-C 停止 / Ctrl-C stops everything", ""])


def origin(environment: Environment) -> str:
    """Return where this installation answers on this machine."""
    host = "127.0.0.1" if environment.bind in ANYWHERE else environment.bind
    return f"http://{f'[{host}]' if ':' in host else host}:{environment.port}"


def account_table(path: Path) -> list[str]:
    """Return one line per sample account with its columns aligned; nothing when the sample left no list.

    *Shape*: the file is a list of objects with the same keys, all of them texts; the keys are the headings.
    """
    if not path.exists():
        return []
    accounts = [{key: str(value) for key, value in one.items()} for one in json.loads(path.read_text())]
    if not accounts:
        return []
    rows = [{key: key for key in accounts[0]}, *accounts]
    widths = {key: max(_width(row.get(key, "")) for row in rows) + 2 for key in accounts[0]}
    return ["  " + "".join(_wide(row.get(key, ""), width) for key, width in widths.items()).rstrip() for row in rows]


def _wide(text: str, width: int) -> str:
    return text + " " * max(0, width - _width(text))


def _width(text: str) -> int:
    """Columns on a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
