"""What a resident finds: home, services, matters, notices, themselves, who looked; how many statements it costs."""

import re
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.urls import reverse

from tests.cast import ZHUYUAN, named
from xinyi.kernel.base.api import write
from xinyi.kernel.calendar.api import LOCAL
from xinyi.kernel.facts.api import fact, roll_up
from xinyi.kernel.places.api import place_by_code
from xinyi.kernel.scope.api import scope, system

NEEDS_SIGN_IN = ["matters", "inbox", "who_saw_me", "name", "residence"]
OPEN_TO_ALL = ["home", "services", "me", "sign_in", "privacy", "place"]


@pytest.mark.parametrize("name", OPEN_TO_ALL)
def test_a_visitor_may_open_what_needs_no_name(world: Any, client: Any, name: str) -> None:
    assert client.get(reverse(f"resident:{name}")).status_code == 200


@pytest.mark.parametrize("name", [*OPEN_TO_ALL, *NEEDS_SIGN_IN])
def test_a_resident_may_open_every_page(world: Any, name: str) -> None:
    assert world.resident().get(reverse(f"resident:{name}")).status_code == 200


@pytest.mark.parametrize("name", [*OPEN_TO_ALL, *NEEDS_SIGN_IN])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_speaks_both_languages(world: Any, name: str, language: str) -> None:
    client = world.resident()
    client.cookies["xinyi_language"] = language

    answer = client.get(reverse(f"resident:{name}"))

    assert answer.headers["Content-Language"] == language
    assert f'<html lang="{language}"' in answer.content.decode()


@pytest.mark.parametrize("name", NEEDS_SIGN_IN)
def test_a_visitor_signs_in_first_and_comes_back(world: Any, client: Any, name: str) -> None:
    address = reverse(f"resident:{name}")

    answer = client.get(f"{address}?show=open")

    assert answer.url == f"/sign-in/?next={address.replace('/', '%2F')}%3Fshow%3Dopen"


@pytest.mark.parametrize("matters", [1, 3])
@pytest.mark.parametrize(
    ("name", "statements"),
    [("home", 6), ("matters", 4), ("inbox", 3), ("services", 3), ("who_saw_me", 3), ("me", 7), ("privacy", 3)],
)
def test_a_page_costs_the_same_whatever_it_lists(
    world: Any, count_sql: Any, name: str, statements: int, matters: int
) -> None:
    client = world.resident()
    for number in range(matters):
        world.tell(named("alice"), key=str(number))
        world.item(f"第 {number} 件")
    client.get(reverse("resident:home"))

    with count_sql(exactly=statements):
        assert client.get(reverse(f"resident:{name}")).status_code == 200


def test_my_matters_are_grouped_and_say_by_when(world: Any) -> None:
    world.item("楼道堆物")
    world.moved(world.item("路灯不亮"), "ask_early", text="是哪一盏？")
    world.moved(world.item("垃圾没清"), "withdraw", who="alice")

    page = world.resident().get("/matters/").content.decode()

    assert [page.count(f'id="{name}"') for name in ("waiting", "open", "closed")] == [1, 1, 1]
    assert "还剩 1 天 23 小时" in page
    assert "等您补充" in page
    assert "已撤回" in page


@pytest.mark.parametrize(("show", "titles"), [("open", 2), ("waiting", 1), ("closed", 0), ("nonsense", 2)])
def test_a_tab_narrows_my_matters(world: Any, show: str, titles: int) -> None:
    world.item("楼道堆物")
    world.moved(world.item("路灯不亮"), "ask_early", text="是哪一盏？")

    page = world.resident().get(f"/matters/?show={show}").content.decode()

    assert sum(title in page for title in ("楼道堆物", "路灯不亮")) == titles


def test_my_neighbour_does_not_find_my_matters(world: Any) -> None:
    item = world.item("楼道堆物")

    assert str(item) in world.resident("alice").get("/matters/").content.decode()
    assert "楼道堆物" not in world.resident("bob").get("/matters/").content.decode()


def test_opening_a_notice_marks_it_read_and_leads_on(world: Any) -> None:
    world.tell(named("alice"), url="/matters/")
    client = world.resident()
    page = client.get("/inbox/").content.decode()
    link = page.partition('href="/inbox/')[2].partition('"')[0]

    answer = client.get(f"/inbox/{link}")

    assert answer.url == "/matters/"
    assert "都看过了" in client.get("/inbox/").content.decode()


def test_all_notices_are_read_with_one_button(world: Any) -> None:
    world.tell(named("alice"))
    client = world.resident()
    assert "1 条未读" in client.get("/inbox/").content.decode()

    client.post("/inbox/", {"read_all": "1"})

    assert "都看过了" in client.get("/inbox/").content.decode()


def test_a_neighbours_notice_opens_nothing(world: Any) -> None:
    world.tell(named("alice"), url="/matters/", title="别人的事")
    link = world.resident().get("/inbox/").content.decode().partition('href="/inbox/')[2].partition('"')[0]

    answer = world.resident("bob").get(f"/inbox/{link}")

    assert answer.url == "/inbox/"
    assert "1 条未读" in world.resident().get("/inbox/").content.decode()


def test_services_are_found_by_words(world: Any) -> None:
    client = world.resident()

    assert "没有找到这项服务" in client.get("/services/?q=护照和签证").content.decode()


@pytest.mark.parametrize(
    ("query", "cookie", "value"),
    [
        ("size=elder", "xinyi_size", "elder"),
        ("size=max", "xinyi_size", "max"),
        ("theme=dark", "xinyi_theme", "dark"),
        ("size=", "xinyi_size", ""),
    ],
)
def test_size_and_colours_are_remembered_in_the_browser(
    world: Any, client: Any, query: str, cookie: str, value: str
) -> None:
    answer = client.get(f"/display/?{query}&next=/me/")

    assert answer.url == "/me/"
    assert answer.cookies[cookie].value == value


@pytest.mark.parametrize("bad", ["size=huge", "theme=pink"])
def test_an_unknown_size_or_colour_changes_nothing(world: Any, client: Any, bad: str) -> None:
    assert not client.get(f"/display/?{bad}").cookies


@pytest.mark.parametrize("onward", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(world: Any, client: Any, onward: str) -> None:
    assert client.get("/display/", {"size": "max", "next": onward}).url == "/"


def test_the_home_page_says_whether_the_street_kept_its_word_from_ten_cases_on(world: Any) -> None:
    def happened(name: str, amount: float, times: int) -> None:
        with scope(system("test")) as asking:
            columns = place_by_code(asking=asking, code=ZHUYUAN).scope_columns()
            write(*(fact(name=name, at=yesterday, place=columns, amount=amount) for _ in range(times)))

    yesterday = world.now - timedelta(days=1)
    day = yesterday.astimezone(LOCAL).date()
    happened("work.answered", 1, 9)
    happened("work.answered", 0, 1)
    happened("work.responded", 150, 10)
    happened("cases.rated", 4, 9)
    with scope(system("test")):
        roll_up(first=day, last=day)

    page = world.resident().get("/").content.decode()

    figures = re.findall(r"<dt>([^<]*)</dt><dd[^>]*>([^<]*)<small>([^<]*)", page)
    assert figures == [("按承诺办结", "90.0", "%"), ("平均首次回应", "2.5", "小时")]


def test_what_was_withdrawn_is_no_kept_promise(world: Any) -> None:
    world.moved(world.item("垃圾没清"), "withdraw", who="alice")

    page = world.resident().get("/matters/").content.decode()

    assert "已撤回" in page
    assert "已兑现" not in page
    assert "近一年兑现承诺" not in page


@pytest.mark.parametrize("shell", ["resident", "console", "board"])
def test_every_page_declares_who_may_open_it(shell: str) -> None:
    patterns = import_module(f"xinyi.terminals.{shell}.urls").urlpatterns

    assert [one.name for one in patterns if not hasattr(one.callback, "access")] == []
