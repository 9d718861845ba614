"""What a resident meets on the way of a report and while following it."""

import re
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.cast import asking_for, named
from tests.harness.client import Client
from xinyi.centre.cases.models import Case
from xinyi.centre.cases.tests.walking import LITTER, NOISE, Walk
from xinyi.kernel.accounts.api import consents_of
from xinyi.kernel.base.api import now
from xinyi.kernel.files.api import files_of
from xinyi.kernel.scope.api import scope, system
from xinyi.kernel.work.api import Item
from xinyi.terminals.components.tests.visitors import World, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> World:
    """The cast on this day."""
    return world()


def picture(name: str = "a.jpg", kind: str = "JPEG") -> SimpleUploadedFile:
    """A small photo."""
    made = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(made, kind)
    return SimpleUploadedFile(name, made.getvalue(), "image/jpeg")


def send(client: Client, text: str = LITTER, **more: Any) -> Any:
    """The home page's form."""
    return client.post("/cases/report/", {"text": text, "idem": str(uuid4()), **more})


def hidden(page: str) -> dict[str, Any]:
    """What a page's forms carry: the last value of each hidden field, all of ``kept``."""
    found = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page)
    carried: dict[str, Any] = {name: value for name, value in found if name != "csrfmiddlewaretoken"}
    return {**carried, "kept": [value for name, value in found if name == "kept"]}


def cases() -> list[Case]:
    """Every case there is."""
    with scope(system("test")):
        return list(Case.objects.all())


def photos_of(item_id: UUID) -> int:
    """How many photos a case has."""
    with scope(system("test")) as asking:
        return len(files_of(asking=asking, item_ids=[item_id])[item_id])


def test_a_signed_in_resident_reports_in_one_step(here: World) -> None:
    alice = here.resident("alice")

    answer = send(alice, photos=picture())

    assert answer.status_code == 302
    receipt = alice.get(answer.url).content.decode()
    assert re.search(r"SQ-\d{6}-0001", receipt)
    assert photos_of(cases()[0].item_id) == 1


def test_a_first_time_resident_signs_in_on_the_way_and_loses_nothing(here: World) -> None:
    visitor = Client()
    asks = send(visitor, latitude="30.603", longitude="104.003", photos=picture())
    assert "留个电话" in asks.content.decode()

    carried = hidden(asks.content.decode())
    sent = visitor.post("/cases/report/", {**carried, "phone": "19900000077", "agree": "on"})
    code = re.search(r"验证码是 <b class=\"num\">(\d{6})</b>", sent.content.decode())
    assert code
    done = visitor.post("/cases/report/", {**hidden(sent.content.decode()), "code": code.group(1)})

    assert done.status_code == 302
    assert visitor.get(done.url).status_code == 200
    (case,) = cases()
    assert case.text == LITTER
    assert photos_of(case.item_id) == 1
    with scope(system("test")):
        reporter = Item.objects.get(id=case.item_id).participant_ids[0]
        assert [one.purpose for one in consents_of(asking=asking_for("dora"), person=reporter)] == ["privacy"]


@pytest.mark.parametrize(
    ("text", "says"),
    [("", "几个字"), ("😀😀！！", "几个字"), ("长" * 10_001, "10000")],
)
def test_words_that_cannot_be_taken_are_said_and_kept(here: World, text: str, says: str) -> None:
    answer = send(here.resident("alice"), text)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert says in page
    assert text[:100] in page
    assert cases() == []


@pytest.mark.parametrize(
    ("upload", "says"),
    [
        (SimpleUploadedFile("a.txt", b"no picture", "text/plain"), "JPG"),
        (SimpleUploadedFile("a.jpg", picture().read()[:200], "image/jpeg"), "照片"),
        (SimpleUploadedFile("a.jpg", b"\xff\xd8\xff" + b"0" * 30_000_000, "image/jpeg"), "12"),
    ],
)
def test_a_photo_that_is_none_is_said_and_the_words_stay(here: World, upload: Any, says: str) -> None:
    answer = send(here.resident("alice"), photos=upload)

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert LITTER in answer.content.decode()


def test_a_place_outside_the_district_is_said(here: World) -> None:
    answer = send(here.resident("alice"), latitude="31.5", longitude="104.0")

    assert answer.status_code == 422
    assert "不在本区范围内" in answer.content.decode()


def test_words_of_danger_put_the_telephone_first(here: World) -> None:
    alice = here.resident("alice")

    first = send(alice, "二楼着火了，有浓烟")

    page = first.content.decode()
    assert 'href="tel:119"' in page
    assert cases() == []
    assert alice.post("/cases/report/", hidden(page)).status_code == 302


def test_a_double_click_makes_one_case(here: World) -> None:
    alice, idem = here.resident("alice"), str(uuid4())

    answers = [send(alice, idem=idem).url for _time in range(2)]

    assert answers[0] == answers[1]
    assert len(cases()) == 1


def test_a_script_in_the_words_stays_words(here: World) -> None:
    alice = here.resident("alice")

    answer = send(alice, "<script>alert(1)</script> 路灯不亮")

    assert "<script>alert" not in alice.get(answer.url).content.decode()


def reported(who: str = "alice", text: str = LITTER) -> UUID:
    """A case of today."""
    return Walk().report(who, text, at=now())


def test_only_the_reporter_sees_the_page(here: World) -> None:
    item = reported()

    pages = [here.resident(who).get(f"/cases/{item}/").status_code for who in ("alice", "bob", "zoe")]

    assert pages == [200, 404, 404]
    assert Client().get(f"/cases/{item}/").status_code == 302


def test_the_page_costs_the_same_whatever_happened(here: World, count_sql: Any) -> None:
    item, alice = reported(), here.resident("alice")
    alice.get(f"/cases/{item}/")
    with count_sql(exactly=6):
        alice.get(f"/cases/{item}/")

    for words in ("一", "二", "三"):
        Walk().act("clara", "reply", item, now(), text=words)

    with count_sql(exactly=6):
        alice.get(f"/cases/{item}/")


def test_the_home_page_shows_the_form_and_my_newest_case(here: World) -> None:
    reported()

    page = here.resident("alice").get("/").content.decode()

    assert "身边有什么问题" in page
    assert "看进度" in page


def test_a_reporter_adds_words_and_photos(here: World) -> None:
    item, alice = reported(), here.resident("alice")

    answer = alice.post(
        f"/cases/{item}/supplement/", {"text": "三楼也有", "photos": picture(), "idem": str(uuid4()), "version": "1"}
    )

    assert answer.status_code == 302
    assert "三楼也有" in alice.get(f"/cases/{item}/").content.decode()


def test_a_stale_page_is_told_and_keeps_the_words(here: World) -> None:
    item, alice = reported(), here.resident("alice")
    Walk().act("clara", "reply", item, now(), text="马上来")

    answer = alice.post(f"/cases/{item}/supplement/", {"text": "三楼也有", "idem": str(uuid4()), "version": "1"})

    assert answer.status_code == 422
    assert "有了新的进展" in answer.content.decode()
    assert "三楼也有" in answer.content.decode()


def test_a_closed_case_is_rated_without_anything_preselected(here: World) -> None:
    item, alice = Walk().closed(now()), here.resident("alice")
    page = alice.get(f"/cases/{item}/").content.decode()
    assert " checked" not in page
    assert alice.post(f"/cases/{item}/rate/", {"idem": str(uuid4()), "version": "5"}).status_code == 422

    answer = alice.post(f"/cases/{item}/rate/", {"score": "4", "text": "快", "idem": str(uuid4()), "version": "5"})

    assert answer.status_code == 302
    assert [(case.score, case.score_text) for case in cases()] == [(4, "快")]


def test_an_internal_note_is_never_on_the_residents_page(here: World) -> None:
    item = reported(text=NOISE)
    Walk().act("clara", "note", item, now(), text="店主脾气不好")
    with scope(asking_for("clara")):
        assert Item.objects.filter(id=item).exists()

    assert "店主脾气不好" not in here.resident("alice").get(f"/cases/{item}/").content.decode()
    assert named("alice") != named("bob")
