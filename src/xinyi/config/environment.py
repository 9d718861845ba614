"""Reads the environment once, validated; nothing else in Xinyi looks at environment variables for its settings."""

import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote, urlsplit

from xinyi.config.refusals import Problem, StartRefused

REPOSITORY = Path(__file__).resolve().parents[3]
MODES = ("sample", "production")
YES, NO = ("1", "on", "yes", "true"), ("0", "off", "no", "false")
DATABASE_SCHEMES = ("postgresql", "postgres")
SHORTEST_SECRET = 40
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
HOST_NAME = re.compile(r"^\.?[A-Za-z0-9\-_.]+$|^\[[0-9a-fA-F:]+\]$")

Value = TypeVar("Value")


@dataclass(frozen=True, kw_only=True)
class Environment:
    """What this installation was told; see ``docs/operate.md`` for each variable."""

    mode: str
    var: Path
    bind: str
    port: int
    web_workers: int
    database_url: str
    database_owner_url: str
    database_is_ours: bool
    secret_key: str
    hosts: tuple[str, ...]
    live_origin: str
    https: bool
    behind_proxy: bool
    one_click_sign_in: bool
    hashed_static: bool

    @property
    def is_sample(self) -> bool:
        """Whether this is a trial with invented people."""
        return self.mode == "sample"

    @property
    def live_port(self) -> int:
        """The port of the process that tells open pages what changed."""
        return self.port + 1


class _Reader:
    """Takes variables one by one and collects what is wrong with them, so that all is said at once."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self.variables = variables
        self.problems: list[Problem] = []

    def take(self, name: str, default: Value, parse: Callable[[str], Value], wanted: tuple[str, str]) -> Value:  # noqa: PLR0917 -- four columns of one table
        """Return the parsed variable, or its default when it is missing, empty or wrong (then a problem is noted)."""
        text = self.variables.get(name, "").strip()
        if not text:
            return default
        try:
            return parse(text)
        except ValueError:
            shown = "…" if "URL" in name or "SECRET" in name else text
            self.problems.append(
                Problem(
                    chinese=f"环境变量 {name}={shown} 无法使用：应为{wanted[0]}。请改正或删去这个变量。",
                    english=f"{name}={shown} cannot be used: it takes {wanted[1]}. Correct it or remove the variable.",
                )
            )
            return default


def _mode(text: str) -> str:
    if text not in MODES:
        raise ValueError(text)
    return text


def _port(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 65534:  # noqa: PLR2004 -- the live process takes the port above
        raise ValueError(text)
    return number


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 64:  # noqa: PLR2004 -- more workers than any one machine serves
        raise ValueError(text)
    return number


def _switch(text: str) -> bool:
    if text.lower() not in YES + NO:
        raise ValueError(text)
    return text.lower() in YES


def _hosts(text: str) -> tuple[str, ...]:
    names = tuple(part.strip() for part in text.split(",") if part.strip())
    if not all(HOST_NAME.match(name) for name in names):
        raise ValueError(text)
    return names


def _origin(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path.strip("/"):
        raise ValueError(text)
    return f"{parts.scheme}://{parts.netloc}"


def _database(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in DATABASE_SCHEMES or not parts.path.strip("/"):
        raise ValueError(text)
    return text


def _secret(text: str) -> str:
    if len(text) < SHORTEST_SECRET:
        raise ValueError(text)
    return text


def _folder(text: str) -> Path:
    path = Path(text).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise ValueError(text)
    return path


def _bind(text: str) -> str:
    if not re.fullmatch(r"[0-9a-fA-F:.]+", text):
        raise ValueError(text)
    return text


SWITCH = ("on 或 off", "on or off")


def read_environment(variables: Mapping[str, str] = os.environ) -> Environment:
    """Return the validated settings. Raises ``StartRefused`` naming every variable that cannot be used."""
    reader = _Reader(variables)
    take = reader.take
    mode = take("XINYI_MODE", "production", _mode, ("sample（体验）或 production（正式）", "sample or production"))
    sample = mode == "sample"
    var = take("XINYI_VAR", REPOSITORY / "var", _folder, ("一个文件夹", "a folder"))
    given = "postgresql://登录名:密码@主机:端口/库名", "postgresql://login:password@host:port/database"
    url = take("DATABASE_URL", "", _database, given)
    owner_url = take("DATABASE_OWNER_URL", "", _database, given)
    environment = Environment(
        mode=mode,
        var=var,
        bind=take("XINYI_BIND", "127.0.0.1", _bind, ("一个本机 IP 地址", "an IP address of this machine")),
        port=take("XINYI_PORT", 8000, _port, ("1 到 65534 的端口号", "a port from 1 to 65534")),
        web_workers=take("XINYI_WEB_WORKERS", 2, _count, ("1 到 64 的整数", "a number from 1 to 64")),
        database_url=url or embedded_url(var, login="app"),
        database_owner_url=owner_url or ("" if url else embedded_url(var, login="owner")),
        database_is_ours=not url,
        secret_key=take("XINYI_SECRET_KEY", "", _secret, ("至少 40 个字符的随机串", "at least 40 random characters")),
        hosts=take(
            "XINYI_HOSTS", ("*",) if sample else (), _hosts, ("逗号分隔的域名", "host names with commas between")
        ),
        live_origin=take("XINYI_LIVE_ORIGIN", "", _origin, ("https://域名", "https://host")),
        https=take("XINYI_HTTPS", not sample, _switch, SWITCH),
        behind_proxy=take("XINYI_BEHIND_PROXY", False, _switch, SWITCH),
        one_click_sign_in=take("XINYI_ONE_CLICK_SIGN_IN", sample, _switch, SWITCH),
        hashed_static=take("XINYI_HASHED_STATIC", True, _switch, SWITCH),
    )
    if reader.problems:
        raise StartRefused(*reader.problems)
    return environment


def embedded_url(var: Path, *, login: str, database: str = "xinyi") -> str:
    """Return the address of the embedded PostgreSQL for a login, empty while it was never started under ``var``."""
    try:
        known = json.loads((var / "db.json").read_text())
    except FileNotFoundError:
        return ""
    password, folder = known["passwords"][login], quote(known["socket_folder"], safe="")
    return f"postgresql://{login}:{quote(password, safe='')}@/{database}?host={folder}"
