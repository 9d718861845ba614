"""A photo is seen by whoever sees its item, a visitor's by that visitor alone, and what nobody claims goes."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import ProgrammingError

from xinyi.kernel.base.api import write
from xinyi.kernel.files.api import (
    FileUnknown,
    PreparedFile,
    TooManyPhotos,
    attach,
    files_of,
    keep_for_session,
    new_session_key,
    rows,
    session_files,
    store,
    stored_path,
)
from xinyi.kernel.files.models import File
from xinyi.kernel.files.tasks import forget_unclaimed, remove_orphans
from xinyi.kernel.files.tests.people import (
    ALICE,
    CASE,
    COLUMNS,
    DANA,
    NOON,
    alice,
    bob,
    dana,
    mallory,
    nobody,
    picture,
    upload,
)
from xinyi.kernel.scope.api import Asking, scope, system

pytestmark = pytest.mark.django_db
KEY, OTHER_KEY = new_session_key(), new_session_key()


def stored(asking: Asking = alice, **more: Any) -> PreparedFile:
    return store(asking=asking, upload=upload(picture()), now=NOON, **more)


def with_case(photo: PreparedFile, **more: Any) -> PreparedFile:
    with scope(alice):
        write(rows([photo], item_id=CASE, columns=COLUMNS, **more))
    return photo


def sees(asking: Asking, photo: UUID, **more: Any) -> bool:
    with scope(asking):
        try:
            return stored_path(asking=asking, file_id=photo, **more).exists()
        except FileUnknown:
            return False


def test_a_photo_is_on_disk_whole_before_its_row(folder: Path) -> None:
    photo = stored()

    names = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    begin = f"{photo.id.hex[:2]}/{photo.id.hex[2:4]}/{photo.id}"
    assert names == [f"{begin}-320.jpg", f"{begin}.jpg"]
    assert (photo.width, photo.height, photo.taken_by) == (40, 30, ALICE)


def test_whoever_sees_the_case_sees_its_photo() -> None:
    photo = with_case(stored()).id

    seen = [sees(one, photo) for one in (alice, dana, bob, mallory, nobody)]

    assert seen == [True, True, False, False, False]


def test_an_internal_photo_leaves_the_resident_out() -> None:
    photo = stored(asking=dana, kind="evidence")
    with scope(dana):
        columns = COLUMNS | {"participant_ids": [DANA]}
        write(rows([photo], item_id=CASE, columns=columns, visibility="internal"))

    assert [sees(one, photo.id) for one in (dana, alice)] == [True, False]


@pytest.mark.parametrize("items", [1, 3])
def test_the_photos_of_a_list_take_one_statement(items: int, count_sql: Any) -> None:
    cases = [UUID(int=n + 1) for n in range(items)]
    with scope(alice):
        for case in cases:
            write(rows([stored()], item_id=case, columns=COLUMNS))

        with count_sql(exactly=1):
            found = files_of(asking=alice, item_ids=cases)

    assert [len(found[case]) for case in cases] == [1] * items


def test_a_visitors_photo_is_seen_by_that_visitor_alone_for_a_day() -> None:
    photo = stored(asking=nobody)
    with scope(nobody):
        keep_for_session(prepared=[photo], session_key=KEY, now=NOON)

    later = NOON + timedelta(hours=23)
    seen = [
        sees(nobody, photo.id, session_key=KEY, now=later),
        sees(nobody, photo.id, session_key=OTHER_KEY, now=later),
        sees(nobody, photo.id, session_key=KEY, now=NOON + timedelta(hours=25)),
        *(sees(one, photo.id) for one in (nobody, alice, dana, system("tests"))),
    ]
    assert seen == [True, False, False, False, False, False, False]


def test_after_sign_in_the_visitors_photos_belong_to_the_case() -> None:
    photo = stored(asking=nobody)
    with scope(nobody):
        keep_for_session(prepared=[photo], session_key=KEY, now=NOON)

    with scope(alice):
        given = {"item_id": CASE, "columns": COLUMNS}
        counts = [write(attach([photo.id], session_key=one, **given)) for one in (OTHER_KEY, KEY, KEY)]

    assert counts == [[0], [1], [0]]
    assert session_files(session_key=KEY, now=NOON) == []
    assert [sees(one, photo.id) for one in (alice, dana, bob)] == [True, True, False]


def test_a_visitor_cannot_put_a_photo_into_a_case() -> None:
    photo = stored(asking=nobody)

    with pytest.raises(ProgrammingError, match="row-level security"), scope(nobody):
        write(rows([photo], item_id=CASE, columns=COLUMNS))


def test_nine_photos_are_enough() -> None:
    nine = [stored(asking=nobody) for _ in range(9)]

    with scope(nobody):
        keep_for_session(prepared=nine, session_key=KEY, now=NOON)
        with pytest.raises(TooManyPhotos, match="9 张"):
            keep_for_session(prepared=nine[:1], session_key=KEY, now=NOON)
    with pytest.raises(TooManyPhotos):
        rows([*nine, nine[0]], item_id=CASE, columns=COLUMNS)


def test_unclaimed_photos_go_after_a_day_and_photos_of_cases_stay(folder: Path) -> None:
    claimed, unclaimed = with_case(stored()), stored(asking=nobody)
    with scope(nobody):
        keep_for_session(prepared=[unclaimed], session_key=KEY, now=NOON)

    with scope(system("tests")):
        forget_unclaimed(now=NOON + timedelta(hours=23))
        before = len(list(folder.rglob("*.jpg")))
        forget_unclaimed(now=NOON + timedelta(hours=25))
        left = list(File.objects.values_list("id", flat=True))

    assert (before, left) == (4, [claimed.id])
    assert {path.stem.removesuffix("-320") for path in folder.rglob("*.jpg")} == {str(claimed.id)}


def test_pictures_whose_report_was_never_written_go_after_a_day(folder: Path) -> None:
    kept, lost, fresh = with_case(stored()), stored(), stored()
    old = datetime(2026, 3, 1, tzinfo=UTC).timestamp()
    for path in folder.rglob("*.jpg"):
        moment = NOON.timestamp() if str(fresh.id) in path.name else old
        os.utime(path, (moment, moment))

    with scope(system("tests")):
        remove_orphans(now=NOON)

    names = {path.stem.removesuffix("-320") for path in folder.rglob("*.jpg")}
    assert (str(lost.id) in names, names) == (False, {str(kept.id), str(fresh.id)})


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\fakepath\\photo.jpg", "夜里\u202egpj.exe", "x" * 300])
def test_a_files_name_is_tidied(name: str) -> None:
    sent = upload(picture())
    sent._name = name

    kept = store(asking=alice, upload=sent, now=NOON).name

    assert not set("/\\\u202e") & set(kept)
    assert len(kept) <= 100
