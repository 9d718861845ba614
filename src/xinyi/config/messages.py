"""Turns the translations that people edit into the form that programs read."""

from pathlib import Path

import polib

from xinyi.config.discovery import SOURCE


def compile_messages(source: Path = SOURCE) -> list[Path]:
    """Write a ``.mo`` beside each ``.po`` that is newer; return those written. Running it again changes nothing."""
    stale = [path for path in sorted(source.rglob("locale/*/LC_MESSAGES/*.po")) if _is_stale(path)]
    for path in stale:
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
    return stale


def _is_stale(path: Path) -> bool:
    compiled = path.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime
