"""The style sheet that is sent inside the page, and the hash by which the content policy allows it."""

import hashlib
import re
from base64 import b64encode
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.utils.safestring import SafeString

PARTS = ("components/tokens.css", "components/base.css", "resident/critical.css")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_AROUND = re.compile(r"\s*([{};,])\s*")


def squeeze(css: str) -> str:
    """Without comments and needless space. A space before a colon may matter in a selector, so none is taken there."""
    return _AROUND.sub(r"\1", " ".join(_COMMENT.sub("", css).split())).replace(";}", "}")


@cache
def critical_css() -> SafeString:
    """Tokens, base and first paint of the resident shell; read once per process."""
    paths = [Path(str(finders.find(part))) for part in PARTS]
    return SafeString("".join(squeeze(path.read_text(encoding="utf-8")) for path in paths))


@cache
def critical_css_source() -> str:
    """The ``style-src`` expression for it: ``'sha256-…'``."""
    digest = hashlib.sha256(critical_css().encode()).digest()
    return f"'sha256-{b64encode(digest).decode()}'"
