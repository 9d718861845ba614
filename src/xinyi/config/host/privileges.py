"""How PostgreSQL runs without root's rights, which it refuses: as ourselves, in a user namespace, or as nobody."""

import os
import shutil
import subprocess
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

NOBODY = 65534
NAMESPACE = ("unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}")


@dataclass(frozen=True, kw_only=True)
class Privileges:
    """What stands before the command, how it is started, and who owns its files."""

    prefix: tuple[str, ...] = ()
    popen: dict[str, Any] = field(default_factory=dict)
    owner: int

    @property
    def is_somebody_else(self) -> bool:
        """Whether files must be handed over to another user."""
        return self.owner != os.geteuid()


@cache
def unprivileged() -> Privileges:
    """Choose the way of this machine. In a user namespace files stay root's, and no user is made."""
    if os.geteuid() != 0:
        return Privileges(owner=os.geteuid())
    if namespaces_allowed():
        return Privileges(prefix=NAMESPACE, owner=0)
    return as_nobody()


def as_nobody() -> Privileges:
    """Run as the user nobody, for containers that forbid user namespaces."""
    return Privileges(popen={"user": NOBODY, "group": NOBODY, "extra_groups": []}, owner=NOBODY)


def namespaces_allowed() -> bool:
    """Whether this machine lets us map root to nobody."""
    if shutil.which("unshare") is None:
        return False
    return subprocess.run([*NAMESPACE, "true"], capture_output=True, check=False).returncode == 0


def can_reach(path: Path) -> bool:
    """Whether any user may enter every folder on the way to ``path``."""
    return all(folder.stat().st_mode & 0o001 for folder in path.resolve().parents)


def copy_for(owner: int, *, source: Path, target: Path) -> None:
    """Copy a folder where that user can read it; a cut-off copy leaves nothing under the final name."""
    if target.exists():
        return
    fresh = target.with_name(target.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(source, fresh, symlinks=True)
    give(fresh, owner)
    fresh.rename(target)


def give(folder: Path, owner: int) -> None:
    """Hand a folder and all in it to a user."""
    for path in (folder, *folder.rglob("*")):
        os.chown(path, owner, owner, follow_symlinks=False)
