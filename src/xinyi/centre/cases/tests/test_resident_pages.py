"""What a resident meets on the way of a report and while following it."""

import re
from datetime import timedelta
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
from xinyi.kernel.accounts.api import COOKIES, consents_of
from xinyi.kernel.base.api import now
from xinyi.kernel.files.api import files_of
from xinyi.kernel.scope.api import scope, system
from xinyi.kernel.work.api import Item
from xinyi.terminals.components.tests.visitors import World, world

pytestmark = pytest.mark.django_db
HOME = 8
REPORT = 6


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


def test_without_a_place_it_is_said_that_one_is_needed(here: World) -> None:
    answer = send(Client())

    assert answer.status_code == 422
    assert "请写小区、楼栋" in answer.content.decode()
    assert LITTER in answer.content.decode()


def test_several_places_of_a_name_are_offered_and_one_is_picked(here: World) -> None:
    alice = here.resident("alice")
    offers = send(alice, where="竹园小区 12 栋")
    assert "请选一处" in offers.content.decode()
    picked = re.search(r'type="radio" name="place" value="(\d+)"', offers.content.decode())
    assert picked

    answer = send(alice, where="竹园小区 12 栋", place=picked[1])

    assert answer.status_code == 302
    assert "竹园小区 12 栋" in alice.get(answer.url).content.decode()


def test_choosing_the_place_before_writing_is_no_error(here: World) -> None:
    answer = send(here.resident("alice"), "", more="1")

    assert answer.status_code == 200
    assert "几个字" not in answer.content.decode()


def test_a_photo_can_be_taken_away_again(here: World) -> None:
    alice = here.resident("alice")
    page = alice.post("/cases/report/", {"text": LITTER, "more": "1", "photos": [picture(), picture("b.jpg")]})
    carried = hidden(page.content.decode())
    assert len(carried["kept"]) == 2

    without = alice.post("/cases/report/", {**carried, "text": LITTER, "drop": carried["kept"][0]})

    assert hidden(without.content.decode())["kept"] == carried["kept"][1:]
    send(alice, kept=carried["kept"][1:])
    assert photos_of(cases()[0].item_id) == 1


def test_a_session_that_ends_in_the_middle_of_a_report_loses_nothing(here: World) -> None:
    alice = here.resident("alice")
    page = alice.post("/cases/report/", {"text": LITTER, "spot": "二楼", "more": "1", "photos": picture()})
    carried = hidden(page.content.decode())
    del alice.cookies[COOKIES["resident"][0]]

    asks = alice.post("/cases/report/", {**carried, "text": LITTER, "spot": "二楼"}).content.decode()

    assert "留个电话" in asks
    kept = hidden(asks)
    assert (kept["text"], kept["spot"], kept["idem"]) == (LITTER, "二楼", carried["idem"])
    assert kept["kept"] == carried["kept"]


def test_the_home_page_and_a_report_cost_the_same_whatever_is_there(here: World, count_sql: Any) -> None:
    alice = here.resident("alice")
    for item in (reported(), reported()):
        Walk().act("clara", "reply", item, now(), text="马上来")
    alice.get("/")

    with count_sql(at_most=HOME):
        alice.get("/")
    for number in (1, 3):
        with count_sql(exactly=REPORT):
            send(alice, photos=[picture(f"{one}.jpg") for one in range(number)])


def take(client: Client, item: UUID, name: str, **given: Any) -> Any:
    """A step as the page's form sends it."""
    with scope(system("test")):
        version = Item.objects.get(id=item).version
    return client.post(f"/cases/{item}/{name}/", {"idem": str(uuid4()), "version": str(version), **given})


def test_a_question_stands_first_and_its_answer_lets_the_case_go_on(here: World) -> None:
    item, alice = reported(), here.resident("alice")
    Walk().act("clara", "ask_early", item, now(), text="是几楼？")
    page = alice.get(f"/cases/{item}/").content.decode()
    assert "是几楼？" in page
    assert "等您补充" in page

    refused = take(alice, item, "answer_early", text="")
    answer = take(alice, item, "answer_early", text="三楼")

    assert refused.status_code == 422
    assert "请写几句" in refused.content.decode()
    assert answer.status_code == 302
    assert "等您补充" not in alice.get(f"/cases/{item}/").content.decode()


def test_a_reporter_urges_and_withdraws_with_a_reason(here: World) -> None:
    item, alice = reported(), here.resident("alice")

    assert take(alice, item, "urge").status_code == 302
    assert cases()[0].urges == 1
    assert take(alice, item, "withdraw", reason="").status_code == 422
    assert take(alice, item, "withdraw", reason="已经解决了").status_code == 302
    assert "已撤回" in alice.get(f"/cases/{item}/").content.decode()


def test_a_closed_case_is_reopened_with_a_reason(here: World) -> None:
    item, alice = Walk().closed(now()), here.resident("alice")
    assert "请写明原因" in take(alice, item, "reopen").content.decode()

    answer = take(alice, item, "reopen", reason="第二天又堆上了")

    assert answer.status_code == 302
    assert "第二天又堆上了" in alice.get(f"/cases/{item}/").content.decode()


def test_a_broken_promise_is_said_to_be_broken(here: World) -> None:
    item = Walk().report("alice", at=now() - timedelta(days=12))

    page = here.resident("alice").get(f"/cases/{item}/").content.decode()

    assert "比承诺晚了" in page


def test_a_step_the_table_does_not_know_is_refused_with_the_words_kept(here: World) -> None:
    item, alice = reported(), here.resident("alice")

    answer = take(alice, item, "dispatch", text="自己派给自己")

    assert answer.status_code == 422
    assert "自己派给自己" in answer.content.decode()


def test_the_page_speaks_english(here: World) -> None:
    item, alice = Walk().closed(now()), here.resident("alice")

    alice.cookies["xinyi_language"] = "en"
    page = alice.get(f"/cases/{item}/").content.decode()

    assert "How satisfied are you?" in page
