"""What the operating system knows of our processes: who dies with whom, and which ones are ours."""

import ctypes
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
MARK, NAME = "XINYI_MARK", "XINYI_CHILD"


def die_with_parent(when: signal.Signals = signal.SIGKILL) -> None:
    """Have the kernel send ``when`` to this process as soon as its parent is gone; Linux only, elsewhere no effect."""
    if sys.platform != "linux":
        return
    parent = os.getppid()
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, int(when))
    if os.getppid() != parent:
        os.kill(os.getpid(), when)


def adopt_orphans() -> None:
    """Become the parent of whatever our children leave behind; Linux only, elsewhere no effect."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1)


def mark_of(var: Path) -> str:
    """Return the value that marks every process of the installation under ``var``."""
    return str(var.resolve())


def marked(mark: str, *, name: str | None = None) -> Iterator[psutil.Process]:
    """Find running processes that carry our mark (of one child, when named), never this one."""
    for process in psutil.process_iter():
        try:
            seen = process.environ() if process.pid != os.getpid() else {}
        except psutil.Error:
            continue
        if seen.get(MARK) == mark and name in {None, seen.get(NAME)}:
            yield process


def working_in(folder: Path) -> Iterator[psutil.Process]:
    """Find processes whose working folder this is: PostgreSQL's overwrite their environment but stay in their data."""
    for process in psutil.process_iter():
        try:
            if process.pid != os.getpid() and Path(process.cwd()) == folder:
                yield process
        except psutil.Error:
            continue


def end(processes: Iterator[psutil.Process]) -> int:
    """Kill and await them all; return how many there were."""
    found = list(processes)
    for process in found:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue
    psutil.wait_procs(found, timeout=5)
    return len(found)
