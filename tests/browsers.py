"""Where the browser of the journeys is, and how it gets there when it is not."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGES = ("chromium", "fonts-noto-cjk")
APT = ("apt-get", "-o", "DPkg::Lock::Timeout=300", "-qq")
PLACES = ("/usr/lib/chromium/chromium", "/usr/lib/chromium-browser/chromium-browser")


def chromium() -> str | None:
    """Return the browser's path, None where there is none: ``CHROMIUM``, Debian's place, or the search path."""
    if named := os.environ.get("CHROMIUM"):
        return named if Path(named).exists() else None
    found = [place for place in PLACES if Path(place).exists()]
    return found[0] if found else shutil.which("chromium") or shutil.which("google-chrome")


def ensure_chromium() -> None:
    """Install the browser by apt where this user may; otherwise say the command and end the run with 1."""
    if chromium():
        return
    if not os.environ.get("CHROMIUM") and shutil.which("apt-get") and _install():
        return
    sys.exit(
        "The journeys need a browser. Install it, then run again:\n"
        f"    sudo apt-get install --no-install-recommends {' '.join(PACKAGES)}\n"
        "or set CHROMIUM=/path/to/chromium (also Chrome)."
    )


def _install() -> bool:
    before = () if os.geteuid() == 0 else ("sudo", "-n")
    sys.stdout.write(f"Installing {' and '.join(PACKAGES)} for the browser journeys ...\n")
    sys.stdout.flush()
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for action in (("update",), ("install", "--yes", "--no-install-recommends", *PACKAGES)):
        command = [*before, *APT, *action]
        try:
            done = subprocess.run(command, stdin=subprocess.DEVNULL, env=quiet, check=False)
        except FileNotFoundError:
            return False
        if done.returncode and action[0] == "install":
            return False
    return chromium() is not None
