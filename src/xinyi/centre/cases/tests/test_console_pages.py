"""The console's pages of cases: the night's story through pages, who sees what, bad input, what they cost."""

import re
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.cast import RESIDENTS, named, post_of
from xinyi.centre.cases.tests.walking import LITTER, NOISE, Walk, photo
from xinyi.kernel.scope.api import scope, system
from xinyi.kernel.work.api import alarms

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> Any:
    """The cast in front of browsers, today."""
    from xinyi.terminals.components.tests.visitors import world  # noqa: PLC0415 -- needs Django set up

    return world()


def page(world: Any, who: str, address: str, *, status: int = 200) -> str:
    """What ``who`` reads at an address below /console/cases/."""
    answer = world.staff(who).get(f"/console/cases/{address}")
    assert answer.status_code == status
    return answer.content.decode()


def send(world: Any, who: str, item: UUID, name: str, **given: Any) -> Any:
    """The answer to a step's form, sent with the version that the page shows now."""
    version = given.pop("version", None) or Walk().item(item).version
    return world.staff(who).post(f"/console/cases/{item}/{name}/", {"idem": uuid4(), "version": version, **given})


def picture() -> SimpleUploadedFile:
    """A small photo."""
    kept = BytesIO()
    Image.new("RGB", (40, 30), "green").save(kept, "JPEG")
    return SimpleUploadedFile("after.jpg", kept.getvalue(), content_type="image/jpeg")


def test_noise_is_dispatched_handled_checked_and_closed_through_pages(world: Any, walk: Walk) -> None:
    item = walk.report(text=NOISE, at=world.now, kind="noise.shop")

    sent = send(world, "dana", item, "dispatch", kind="noise.shop", holder=named("patrol"))
    assert sent.status_code == 302
    assert send(world, "pat", item, "accept").status_code == 302
    assert send(world, "pat", item, "submit", text="已劝停", evidence=picture()).status_code == 302
    assert send(world, "dana", item, "approve").status_code == 302

    assert walk.item(item).state == "closed"
    shown = page(world, "dana", f"{item}/")
    assert "已劝停" in shown
    assert "thumb" in shown


def test_a_ringing_case_is_taken_on_from_the_banner(world: Any) -> None:
    item = world.ringing()
    client = world.staff("dana")
    shown = client.get("/console/").content.decode()
    assert "data-ring" in shown
    assert f"/console/acknowledge/{item}/" in shown

    client.post(f"/console/acknowledge/{item}/")

    with scope(system("test")) as asking:
        assert alarms(asking=asking) == []
    assert "data-ring " not in client.get("/console/").content.decode()


@pytest.mark.parametrize("who", ["mallory", "cora", "pat"])
def test_a_neighbouring_post_finds_no_case_and_takes_no_step(world: Any, walk: Walk, who: str) -> None:
    item = walk.report(at=world.now)

    page(world, who, f"{item}/", status=404)
    assert send(world, who, item, "note", text="x").status_code == 404
    assert LITTER[:6] not in page(world, who, "?view=all")


def test_an_organisation_sees_what_it_holds_and_nothing_else(world: Any, walk: Walk) -> None:
    theirs, other = walk.at_property(world.now), walk.report(text="路灯不亮已经三天", at=world.now)

    listed = page(world, "hana", "")

    assert str(theirs) in listed
    assert str(other) not in listed


def test_the_second_of_two_dispatchers_is_told_who_was_first_and_keeps_the_words(world: Any, walk: Walk) -> None:
    item = walk.report(at=world.now)
    seen = walk.item(item).version
    send(world, "clara", item, "dispatch", version=seen, kind="clean.stairs", holder=named("property"))

    answer = send(world, "dana", item, "note", version=seen, text="我也在看")

    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "社区工作者 周倩" in shown
    assert "我也在看" in shown


def test_closing_without_a_photo_is_refused_with_the_words_kept(world: Any, walk: Walk) -> None:
    item = walk.at_property(world.now)

    answer = send(world, "paul", item, "submit", text="板子已经搬走")

    assert answer.status_code == 422
    assert "至少拍一张处置后的照片" in answer.content.decode()
    assert "板子已经搬走</textarea>" in answer.content.decode()


def test_what_is_not_a_picture_is_refused_beside_its_field(world: Any, walk: Walk) -> None:
    item = walk.at_property(world.now)
    broken = SimpleUploadedFile("a.jpg", b"no picture", content_type="image/jpeg")

    assert send(world, "paul", item, "submit", text="好了", evidence=broken).status_code == 422


def test_a_case_is_not_given_to_whoever_may_not_have_it(world: Any, walk: Walk) -> None:
    item = walk.report(at=world.now)

    answer = send(world, "clara", item, "dispatch", kind="clean.stairs", holder=post_of("mallory"))

    assert answer.status_code == 422
    assert "现在不能接这件诉求" in answer.content.decode()


def test_an_unknown_step_does_not_exist(world: Any, walk: Walk) -> None:
    assert send(world, "clara", walk.report(at=world.now), "explode").status_code == 404


def test_the_same_form_twice_changes_a_case_once(world: Any, walk: Walk) -> None:
    item, idem = walk.report(at=world.now), uuid4()
    client, given = world.staff("clara"), {"idem": idem, "version": walk.item(item).version, "text": "看过了"}

    client.post(f"/console/cases/{item}/note/", given)
    client.post(f"/console/cases/{item}/note/", given)

    assert [one.transition for one in walk.view("clara", item).entries].count("note") == 1


def test_an_internal_note_is_marked_as_one(world: Any, walk: Walk) -> None:
    item = walk.report(at=world.now)
    send(world, "clara", item, "note", text="302 户上月也堆过")

    assert "仅内部" in page(world, "clara", f"{item}/")
    theirs = world.resident("alice").get(f"/cases/{item}/")
    assert theirs.status_code == 200
    assert "302 户上月也堆过" not in theirs.content.decode()


def test_a_number_is_masked_until_somebody_says_why_and_the_resident_reads_it(world: Any, walk: Walk) -> None:
    item, number = walk.report(at=world.now), RESIDENTS["alice"][1]
    assert number not in page(world, "clara", f"{item}/")
    client = world.staff("clara")

    assert client.post(f"/console/cases/{item}/reveal/", {"person": named("alice")}).status_code == 422
    shown = client.post(f"/console/cases/{item}/reveal/", {"person": named("alice"), "purpose": "回访"})

    assert number in shown.content.decode()
    seen = world.resident("alice").get(who_saw_me())
    assert "回访" in seen.content.decode()


def who_saw_me() -> str:
    """Where residents read who looked."""
    from django.urls import reverse  # noqa: PLC0415 -- needs Django set up

    return reverse("resident:who_saw_me")


def test_an_anonymous_reporter_stays_unnamed(world: Any, walk: Walk) -> None:
    item = walk.report(at=world.now, anonymous=True)

    shown = page(world, "clara", f"{item}/")

    assert "匿名" in shown
    assert "查看并留痕" not in shown


def test_staff_take_down_a_report_for_somebody_without_an_account(world: Any) -> None:
    given = {
        "idem": uuid4(), "text": "楼道里堆了杂物", "place": "竹园小区 12 栋 3 单元", "channel": "telephone",
        "phone": "19900000088", "name": "赵奶奶",
    }  # fmt: skip
    client = world.staff("clara")

    answer = client.post("/console/cases/new/", given)

    assert answer.status_code == 302
    assert "199****0088" in client.get(answer.url).content.decode()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"text": ""}, "请写下是什么问题"),
        ({"text": "字" * 10_001}, "最多写 10000 个字"),
        ({"text": "😀😀"}, "请用几个字说明"),
        ({"place": "月球背面"}, "没有找到这个地方"),
        ({"phone": "123"}, ""),
    ],
)
def test_a_bad_intake_is_refused_in_words_and_kept(world: Any, wrong: dict[str, str], says: str) -> None:
    given = {"text": "楼道堆物", "place": "竹园小区", "channel": "telephone", "name": "赵奶奶", **wrong}

    answer = world.staff("clara").post("/console/cases/new/", given)

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert "赵奶奶" in answer.content.decode()


def test_the_search_finds_by_number_telephone_and_words_in_ones_own_sight(world: Any, walk: Walk) -> None:
    item = walk.report(at=world.now)
    number = walk.item(item).number
    for words in (number, RESIDENTS["alice"][1], "竹园 楼道"):
        assert str(item) in world.staff("clara").get("/console/search/", {"q": words}).content.decode()
        assert str(item) not in world.staff("cora").get("/console/search/", {"q": words}).content.decode()


@pytest.mark.parametrize("cases", [1, 3])
@pytest.mark.parametrize(("address", "statements"), [("", 3), ("?view=all", 3), ("overdue/", 4), ("desk/", 7)])
def test_a_list_costs_the_same_whatever_it_lists(
    world: Any, walk: Walk, count_sql: Any, address: str, statements: int, cases: int
) -> None:
    for _one in range(cases):
        walk.report(at=world.now)
    client = world.staff("dana")
    client.get(f"/console/cases/{address}")

    with count_sql(exactly=statements):
        assert client.get(f"/console/cases/{address}").status_code == 200


@pytest.mark.parametrize("lines", [1, 3])
def test_a_case_costs_at_most_twelve_statements(world: Any, walk: Walk, count_sql: Any, lines: int) -> None:
    item = walk.report(at=world.now - timedelta(minutes=5))
    for _one in range(lines):
        walk.act("clara", "note", item, world.now, text="看过了")
    world.tell(post_of("clara"))
    client = world.staff("clara")
    client.get(f"/console/cases/{walk.report(at=world.now)}/")

    with count_sql(at_most=12):
        assert client.get(f"/console/cases/{item}/").status_code == 200


def test_a_closed_case_shows_its_promise_and_evidence(world: Any, walk: Walk) -> None:
    item = walk.closed(world.now)

    shown = page(world, "clara", f"{item}/")

    assert re.search("已按承诺办结", shown)
    assert photo
