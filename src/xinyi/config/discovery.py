"""Finds the folders that are apps, so that a new one is installed by being there."""

from importlib.metadata import entry_points
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1]
LAYERS = ("kernel", "terminals", "centre", "scenarios")
SIGNS = ("apps.py", "models.py", "__init__.py")
ENTRY_POINTS = "xinyi.scenarios"


def find_apps(source: Path = SOURCE) -> list[str]:
    """Return dotted names of all app folders, lowest layer first, alphabetical within one; then installed packages."""
    inside = [f"xinyi.{layer}.{folder.name}" for layer in LAYERS for folder in app_folders(source / layer)]
    return [*inside, *installed_scenarios()]


def app_folders(layer: Path) -> list[Path]:
    """Return the folders of one layer that hold an app, by name; none when the layer is not there."""
    if not layer.is_dir():
        return []
    return [folder for folder in sorted(layer.iterdir()) if _is_app(folder)]


def _is_app(folder: Path) -> bool:
    if not folder.is_dir() or folder.name in {"tests", "__pycache__"}:
        return False
    return any((folder / sign).exists() for sign in SIGNS)


def installed_scenarios() -> list[str]:
    """Return the packages that were installed beside Xinyi and call themselves a scenario."""
    return sorted(point.value for point in entry_points(group=ENTRY_POINTS))


def slug_of(app: str) -> str:
    """Return the part of an app's name that its addresses begin with."""
    return app.rpartition(".")[2]
