"""How long `make run` takes from a clone, and the second time."""

import os
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from urllib.error import URLError
from urllib.request import urlopen

REPOSITORY = Path(__file__).resolve().parents[1]
PORT = 8770
PATIENCE = 300


def starts() -> tuple[float, float]:
    """Seconds of the first start (environment, tables, sample and static files made) and of the second."""
    with TemporaryDirectory(prefix="xinyi-start-") as folder:
        clone = Path(folder) / "xinyi"
        subprocess.run(["git", "clone", "--quiet", str(REPOSITORY), str(clone)], check=True)
        return start(clone), start(clone)


def start(clone: Path) -> float:
    """Seconds until the home page answers; everything is stopped again."""
    told = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE", "XINYI"))}
    told |= {"XINYI_VAR": str(clone / "var"), "XINYI_PORT": str(PORT)}
    began = perf_counter()
    with subprocess.Popen(
        ["make", "run"], cwd=clone, env=told, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as running:  # fmt: skip
        try:
            while not answers():
                if running.poll() is not None or perf_counter() - began > PATIENCE:
                    message = "make run did not come up"
                    raise AssertionError(message)
                sleep(0.1)
            return round(perf_counter() - began, 1)
        finally:
            # As Ctrl-C does: to make and to what it runs.
            os.killpg(running.pid, signal.SIGINT)
            running.wait(60)


def answers() -> bool:
    """Whether the home page is there."""
    try:
        with urlopen(f"http://127.0.0.1:{PORT}/", timeout=5) as response:
            return bool(response.status == 200)
    except (URLError, ConnectionError, TimeoutError):
        return False
