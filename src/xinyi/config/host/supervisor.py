"""Starts the processes of an installation, mends what dies, and ends everything it started."""

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xinyi.config.host.processes import MARK, NAME, adopt_orphans, die_with_parent, end, marked
from xinyi.config.refusals import Problem, StartRefused

TICK_SECONDS = 0.05
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.1, 10.0
STEADY_SECONDS = 20.0
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(Exception):
    """Somebody asked us to end."""


class StepFailed(Exception):
    """A step of the start ended with an error, which it has printed itself."""


@dataclass(frozen=True, kw_only=True)
class Child:
    """A process to keep running: how it starts, how it is asked to stop, what is cleared around each run."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    stop_signal: signal.Signals = signal.SIGTERM
    grace_seconds: float = 5.0
    clear: Callable[[], object] = bool
    popen: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class _Kept:
    child: Child
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    failures: int = 0
    due_at: float = 0.0


@dataclass
class Supervisor:
    """Keeps children running under one mark; single-threaded, driven by ``tick``."""

    mark: str
    say: Callable[[str], None]
    kept: dict[str, _Kept] = field(default_factory=dict)
    running_steps: list[_Kept] = field(default_factory=list)
    asked_to_stop: int = 0

    def start(self, child: Child) -> None:
        """Start a child and keep it running from now on."""
        self.kept[child.name] = _Kept(child)
        self._launch(self.kept[child.name])

    def run_steps(self, *steps: Child) -> None:
        """Run these side by side to their ends while the children are kept. Raises ``StepFailed`` and ``Stopped``."""
        self.running_steps = [_Kept(step, self._spawn(step)) for step in steps]
        try:
            self.wait_until(lambda: not any(_runs(step) for step in self.running_steps))
            failed = [step.child.name for step in self.running_steps if step.process and step.process.returncode]
        finally:
            for step in self.running_steps:
                _send(step, signal.SIGKILL)
            self.running_steps = []
        if failed:
            raise StepFailed(", ".join(failed))

    def wait_until(self, done: Callable[[], bool], *, seconds: float = float("inf")) -> None:
        """Keep the children until ``done()``. Raises ``TimeoutError`` after ``seconds``, ``Stopped`` when asked."""
        limit = time.monotonic() + seconds
        while not done():
            if time.monotonic() > limit:
                raise TimeoutError
            self.tick()

    def tick(self) -> None:
        """Look once at every child, start again what is due, and rest a moment."""
        if self.asked_to_stop:
            raise Stopped
        for pid, status in _ended():
            self._note_end(pid, os.waitstatus_to_exitcode(status))
        for kept in self.kept.values():
            if kept.process is None and time.monotonic() >= kept.due_at:
                self._launch(kept)
        time.sleep(TICK_SECONDS)

    def stop(self, *names: str) -> None:
        """Ask these children to end together, and kill what does not within its grace or at a second request."""
        going = [kept for name in names if (kept := self.kept.pop(name, None)) and kept.process]
        for kept in going:
            _send(kept, kept.child.stop_signal)
        limit = time.monotonic() + max((kept.child.grace_seconds for kept in going), default=0)
        while any(_lives(kept) for kept in going) and time.monotonic() < limit and self.asked_to_stop < 2:  # noqa: PLR2004 -- a second Ctrl-C hurries
            time.sleep(TICK_SECONDS)
        for kept in going:
            if _lives(kept):
                _send(kept, signal.SIGKILL)
            end(marked(self.mark, name=kept.child.name))
            kept.child.clear()

    def _launch(self, kept: _Kept) -> None:
        # A killed master leaves workers behind that keep its port.
        end(marked(self.mark, name=kept.child.name))
        kept.child.clear()
        kept.process, kept.started_at = self._spawn(kept.child), time.monotonic()

    def _spawn(self, child: Child) -> subprocess.Popen[bytes]:
        environment = {**os.environ, **child.environment, MARK: self.mark, NAME: child.name}
        return subprocess.Popen(
            child.command,
            env=environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=lambda: die_with_parent(child.stop_signal),
            **child.popen,
        )

    def _note_end(self, pid: int, code: int) -> None:
        for step in self.running_steps:
            if step.process is not None and step.process.pid == pid:
                step.process.returncode = code
        for kept in self.kept.values():
            if kept.process is None or kept.process.pid != pid:
                continue
            kept.process.returncode, kept.process = code, None
            steady = time.monotonic() - kept.started_at > STEADY_SECONDS
            kept.failures = 1 if steady else kept.failures + 1
            pause = min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** (kept.failures - 1))
            kept.due_at = time.monotonic() + pause
            self.say(f"{kept.child.name} 已停止（{_how(code)}），{pause:.1f} 秒后重新启动 / ended, starting again")


def _ended() -> Iterator[tuple[int, int]]:
    """Collect every process of ours that ended, adopted orphans included."""
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not pid:
            return
        yield pid, status


def _how(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"exit {code}"


def _runs(step: _Kept) -> bool:
    """Whether a step was not seen to end; unlike ``_lives`` it leaves collecting the exit code to ``tick``."""
    return step.process is not None and step.process.returncode is None


def _lives(kept: _Kept) -> bool:
    return kept.process is not None and kept.process.poll() is None


def _send(kept: _Kept, number: signal.Signals) -> None:
    if _lives(kept) and kept.process is not None:
        kept.process.send_signal(number)


@contextmanager
def supervision(*, var: Path, mark: str, say: Callable[[str], None], last: str) -> Iterator[Supervisor]:
    """Hold the installation under ``var`` for one run; at the end all children stop, ``last`` after the others.

    Raises ``StartRefused`` when it runs already. Effects: ends processes that an earlier, killed run left behind.
    """
    with only_one(var):
        supervisor = Supervisor(mark, say)
        before = {number: signal.signal(number, _asking(supervisor)) for number in STOPPING}
        adopt_orphans()
        end(marked(mark))
        try:
            yield supervisor
        finally:
            supervisor.stop(*(name for name in list(supervisor.kept) if name != last))
            supervisor.stop(last)
            end(marked(mark))
            for number, handler in before.items():
                signal.signal(number, handler)


def _asking(supervisor: Supervisor) -> Callable[[int, object], None]:
    def note(number: int, frame: object) -> None:  # noqa: ARG001 -- the form of a signal handler
        supervisor.asked_to_stop += 1

    return note


@contextmanager
def only_one(var: Path) -> Iterator[None]:
    """Hold the lock of an installation. Raises ``StartRefused`` when another process holds it."""
    var.mkdir(parents=True, exist_ok=True)
    with (var / "xinyi.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StartRefused(_runs_already(var)) from error
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def is_running(var: Path) -> bool:
    """Whether another process holds the installation's lock."""
    try:
        with only_one(var):
            return False
    except StartRefused:
        return True


def stop_running(var: Path, *, seconds: float = 60.0) -> bool:
    """Ask the run that holds the installation's lock to end, and wait for it; False when none was running."""
    if not is_running(var):
        return False
    os.kill(int((var / "xinyi.lock").read_text()), signal.SIGTERM)
    limit = time.monotonic() + seconds
    while is_running(var):
        if time.monotonic() > limit:
            raise StartRefused(_runs_already(var))
        time.sleep(TICK_SECONDS)
    return True


def _runs_already(var: Path) -> Problem:
    return Problem(
        chinese=f"信义已经在运行（{var}）。请先在原来的窗口按 Ctrl-C，或用 XINYI_VAR 和 XINYI_PORT 另开一份。",
        english=f"Xinyi runs already ({var}). Ctrl-C ends it where it runs; XINYI_VAR and XINYI_PORT make another.",
    )


def python(*arguments: str) -> list[str]:
    """Return the command that runs one of our sub-commands with this very interpreter."""
    return [sys.executable, "-m", "xinyi", *arguments]
