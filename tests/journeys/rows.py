"""Rows to open every address with, made by the product's own actions: cases in several states, photos, notices.

``python -m tests.journeys.rows`` lays them into the database of ``DATABASE_URL`` and prints them, for the crawl.
"""

import json
import os
import sys
from collections.abc import Mapping
from datetime import datetime
from importlib import import_module
from io import BytesIO
from types import ModuleType
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from tests.harness.databases import ROOT

if TYPE_CHECKING:
    from xinyi.kernel.files.api import PreparedFile

FOUND = "ROWS "
Rows = dict[str, list[str]]


def lay() -> Rows:
    """Candidates for each argument by ``<slug>.<argument>``, or by the argument alone where the shells name it."""
    from xinyi.centre.cases.tests.walking import NOISE, Walk  # noqa: PLC0415 -- needs Django set up
    from xinyi.terminals.components.tests.visitors import world  # noqa: PLC0415 -- needs Django set up

    at, walk = world().now, Walk()
    waiting = walk.report(at=at, photos=[stored("alice", at, "report")])
    ringing = walk.report(text=NOISE, kind="noise.shop", at=at)
    handling = walk.at_property(at)
    closed = walk.at_property(at)
    walk.act("paul", "submit", closed, at, text="已清理", photos=[stored("paul", at, "evidence")])
    walk.act("clara", "approve", closed, at)
    walk.told(at)
    cases = [str(one) for one in (waiting, ringing, handling, closed)]
    return {
        "cases.item_id": cases,
        "cases.name": ["supplement", "note", "rate"],
        "item_id": [str(ringing)],
        "size": ["thumb"],
        **places(),
        **photos_and_notices([waiting, closed]),
        **{name: values for module in of_scenarios() for name, values in module.lay(at).items()},
    }


def of_scenarios() -> list[ModuleType]:
    """Each scenario's ``tests/rows.py``, with ``lay`` and ``FORMS``; found by its folder, so deleting it is enough."""
    found = sorted((ROOT / "src/xinyi/scenarios").glob("*/tests/rows.py"))
    return [import_module(f"xinyi.scenarios.{path.parents[1].name}.tests.rows") for path in found]


def stored(who: str, at: datetime, kind: Literal["report", "evidence"]) -> "PreparedFile":
    """A small photo on disk."""
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415 -- needs Django set up

    from tests.cast import asking_for  # noqa: PLC0415 -- needs Django set up
    from xinyi.kernel.files.api import store  # noqa: PLC0415 -- needs Django set up
    from xinyi.kernel.scope.api import scope  # noqa: PLC0415 -- needs Django set up

    upload = SimpleUploadedFile("p.jpg", jpeg(), "image/jpeg")
    with scope(asking_for(who)) as asking:
        return store(asking=asking, upload=upload, now=at, kind=kind)


def jpeg() -> bytes:
    """A small picture."""
    from PIL import Image  # noqa: PLC0415 -- only where a picture is wanted

    kept = BytesIO()
    Image.new("RGB", (640, 480), "teal").save(kept, "JPEG")
    return kept.getvalue()


def places() -> Rows:
    """The street and the community of the cast, for the walls."""
    from tests.cast import YUZHU, ZHUYUAN  # noqa: PLC0415 -- needs Django set up
    from xinyi.kernel.places.api import place_by_code  # noqa: PLC0415 -- needs Django set up
    from xinyi.kernel.scope.api import scope, system  # noqa: PLC0415 -- needs Django set up

    with scope(system("crawl")) as asking:
        return {"place_id": [str(place_by_code(asking=asking, code=code).id) for code in (YUZHU, ZHUYUAN)]}


def photos_and_notices(items: list[UUID]) -> Rows:
    """Photos of those cases, and what a resident and a member of staff were told."""
    from tests.cast import asking_for  # noqa: PLC0415 -- needs Django set up
    from xinyi.kernel.files.api import files_of  # noqa: PLC0415 -- needs Django set up
    from xinyi.kernel.notices.api import inbox  # noqa: PLC0415 -- needs Django set up
    from xinyi.kernel.scope.api import scope, system  # noqa: PLC0415 -- needs Django set up

    with scope(system("crawl")) as asking:
        files = [str(one.id) for found in files_of(asking=asking, item_ids=items).values() for one in found]
    told = []
    for who in ("alice", "clara"):
        with scope(asking_for(who)) as asking:
            told += [str(one.id) for one in inbox(asking=asking)[:1]]
    return {"file_id": files, "notice_id": told}


def candidates(name: str, arguments: Mapping[str, str], *, rows: Rows) -> list[dict[str, str]]:
    """The arguments to try for an address, each a whole set. Raises ``KeyError`` with what no row was laid for."""
    slug = name.partition(":")[0].removesuffix("_console").removesuffix("_board")
    if not arguments:
        return [{}]
    found: list[dict[str, str]] = [{}]
    for argument in arguments:
        values = rows[f"{slug}.{argument}"] if f"{slug}.{argument}" in rows else rows[argument]
        found = [{**one, argument: value} for one in found for value in values]
    return found


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xinyi.config.settings")
    django.setup()
    sys.stdout.write(f"{FOUND}{json.dumps(lay())}\n")
