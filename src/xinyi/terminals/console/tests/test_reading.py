"""What staff find: queue, notices, themselves, the audit; who may not; how many statements it costs."""

import re
from typing import Any

import pytest
from django.urls import reverse

from tests.cast import STAFF, named, post_of

SEATED = ["inbox", "notices", "search", "me", "components"]
OPEN_TO_ALL = ["sign_in"]


@pytest.mark.parametrize("name", SEATED)
@pytest.mark.parametrize("who", ["kim", "clara", "dana", "dora", "hana", "audrey", "adam"])
def test_every_post_may_open_what_belongs_to_all(world: Any, name: str, who: str) -> None:
    assert world.staff(who).get(reverse(f"console:{name}")).status_code == 200


@pytest.mark.parametrize("name", [*SEATED, "choose_post", "audit"])
def test_a_stranger_signs_in_first_and_comes_back(world: Any, client: Any, name: str) -> None:
    address = reverse(f"console:{name}")

    assert client.get(address).url == f"/console/sign-in/?next={address.replace('/', '%2F')}"


@pytest.mark.parametrize("name", [*SEATED, "choose_post", "audit"])
def test_a_resident_is_a_stranger_at_the_console(world: Any, name: str) -> None:
    assert world.resident().get(reverse(f"console:{name}")).status_code == 302


@pytest.mark.parametrize("who", [one.name for one in STAFF if one.name != "audrey"])
def test_nobody_but_the_auditor_reads_the_audit(world: Any, who: str) -> None:
    assert world.staff("audrey").get("/console/audit/").status_code == 200
    assert world.staff(who).get("/console/audit/").status_code == 403


@pytest.mark.parametrize("matters", [1, 3])
@pytest.mark.parametrize(
    ("address", "statements"),
    [
        ("inbox/", 5),
        ("inbox/?tab=soon", 5),
        ("inbox/?tab=overseen", 5),
        ("inbox/?tab=part", 5),
        ("notices/", 3),
        ("me/", 3),
        ("search/?q=x", 3),
        ("posts/", 3),
    ],
)
def test_a_page_costs_the_same_whatever_it_lists(
    world: Any, count_sql: Any, address: str, statements: int, matters: int
) -> None:
    client = world.staff("clara")
    for number in range(matters):
        world.tell(post_of("clara"), key=str(number))
        world.item(f"第 {number} 件")
    client.get("/console/me/")

    with count_sql(exactly=statements):
        assert client.get(f"/console/{address.removeprefix('inbox/')}").status_code == 200


@pytest.mark.parametrize("matters", [1, 3])
def test_the_audit_costs_the_same_whatever_it_lists(world: Any, count_sql: Any, matters: int) -> None:
    client = world.staff("audrey")
    for number in range(matters):
        world.item(f"第 {number} 件")
    client.get("/console/me/")

    with count_sql(exactly=4):
        assert client.get("/console/audit/").status_code == 200


def test_the_queue_holds_what_my_post_owes_and_nothing_else(world: Any) -> None:
    mine, others = world.item("楼道堆物"), world.item("路灯不亮", holder="dana")

    page = world.staff("clara").get("/console/").content.decode()

    assert (str(mine) in page, str(others) in page) == (True, False)


def test_a_neighbouring_post_does_not_find_my_queue(world: Any) -> None:
    world.item("楼道堆物")

    for tab in ("mine", "soon", "overseen", "part"):
        assert "楼道堆物" not in world.staff("cora").get(f"/console/?tab={tab}").content.decode()


def test_the_queue_goes_on_where_the_page_ended(world: Any) -> None:
    for number in range(27):
        world.item(f"第 {number} 件")
    client = world.staff("clara")
    first = client.get("/console/").content.decode()
    following = first.partition("往下看")[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")

    second = client.get(following).content.decode()

    assert (len(rows(first)), len(rows(second)), rows(first) & rows(second)) == (25, 2, set())


def rows(page: str) -> set[str]:
    """The matters that a page of the queue leads to."""
    return set(re.findall(r'href="/console/cases/([0-9a-f-]{36})/', page))


def test_opening_a_notice_marks_it_read_and_leads_on(world: Any) -> None:
    world.tell(post_of("clara"), url="/console/me/")
    client = world.staff("clara")
    link = re.search(r'href="(/console/notices/[0-9a-f-]{36}/)"', client.get("/console/notices/").content.decode())
    assert link

    assert client.get(link[1]).url == "/console/me/"
    assert "全部标为已读</button>" not in client.get("/console/notices/").content.decode()


def test_a_persons_notices_are_not_those_of_their_post(world: Any) -> None:
    world.tell(named("clara"), title="私人的事")

    assert "私人的事" not in world.staff("clara").get("/console/notices/").content.decode()


def test_the_auditor_finds_a_matter_by_its_number_and_a_person_by_their_id(world: Any) -> None:
    world.item("楼道堆物")
    client = world.staff("audrey")

    assert "cases.case.open" in client.get("/console/audit/?about=SQ-楼道堆物").content.decode()
    assert "没有记录" in client.get("/console/audit/?about=SQ-别的").content.decode()
    assert client.get(f"/console/audit/?subject={named('alice')}").status_code == 200


def test_a_bad_id_in_the_audit_is_refused_in_words_and_kept(world: Any) -> None:
    answer = world.staff("audrey").get("/console/audit/?subject=abc")

    assert answer.status_code == 422
    assert "这不是人员标识" in answer.content.decode()
    assert 'value="abc"' in answer.content.decode()


def test_the_gallery_is_for_administrators_outside_of_samples(world: Any, settings: Any) -> None:
    clara, adam = world.staff("clara"), world.staff("adam")
    settings.XINYI_MODE = "production"

    assert clara.get("/console/components/").status_code == 403
    assert [adam.get(f"/console/components/?look={one}").status_code for one in ("resident", "console", "board")] == [
        200
    ] * 3
