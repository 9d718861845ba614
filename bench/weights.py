"""How much script a resident's page brings, everything it imports included."""

import gzip
import re
from pathlib import Path

from django.conf import settings

from bench.measure import Browser

SOURCE = re.compile(r'<(?:script|link)[^>]+(?:src|href)="/static/([^"?]+\.js)"')
IMPORT = re.compile(r"""(?:from|import)\s*\(?["'](\.{1,2}/[^"']+\.js)["']""")
PAGES = ("/", "/cases/report/", "/matters/", "/inbox/", "/me/", "/services/", "/place/", "/wishes/")


def heaviest(browser: Browser) -> tuple[str, int]:
    """The page with most script and its bytes, compressed as they are sent."""
    weights = {page: weight(browser, page) for page in PAGES}
    page = max(weights, key=lambda one: weights[one])
    return page, weights[page]


def weight(browser: Browser, page: str) -> int:
    """The compressed bytes of one page's scripts; a page that is not there weighs nothing."""
    response = browser.client.get(page)
    if response.status_code != 200:
        return 0
    names = SOURCE.findall(response.content.decode())
    files: dict[Path, bytes] = {}
    for name in names:
        collect(Path(settings.STATIC_ROOT) / name, files)
    return sum(len(gzip.compress(content, 9)) for content in files.values())


def collect(path: Path, files: dict[Path, bytes]) -> None:
    """A module and what it imports."""
    if path in files or not path.exists():
        return
    files[path] = path.read_bytes()
    for name in IMPORT.findall(files[path].decode()):
        collect((path.parent / name).resolve(), files)
