"""The wall: totals, kinds and places of its area; nothing of a person; four statements a refresh."""

import re
from datetime import timedelta
from typing import Any

import pytest

from tests.cast import JIANGYUAN, YUZHU, ZHUYUAN
from xinyi.kernel.base.api import write
from xinyi.kernel.calendar.api import LOCAL
from xinyi.kernel.facts.api import fact, roll_up
from xinyi.kernel.places.api import PlaceRef, place_by_code
from xinyi.kernel.scope.api import scope, system
from xinyi.terminals.board.pages.left import mean
from xinyi.terminals.board.pages.look import look_at


def place(code: str) -> PlaceRef:
    """A place of the cast."""
    with scope(system("test")) as asking:
        return place_by_code(asking=asking, code=code)


def happened(world: Any, name: str = "cases.reported", *, times: int = 1, code: str = ZHUYUAN, **more: Any) -> None:
    """Facts at a place, now unless ``at`` says otherwise."""
    columns, at = place(code).scope_columns(), more.pop("at", world.now)
    with scope(system("test")):
        write(*(fact(name=name, at=at, place=columns, **more) for _ in range(times)))


def figure(page: str, label: str) -> str:
    """The number above a label."""
    found = re.search(rf"<dt>{label}.*?</dt><dd[^>]*>([^<]*)", page)
    assert found
    return found[1]


def test_the_wall_needs_no_sign_in_in_samples_and_does_not_exist_elsewhere(
    world: Any, client: Any, settings: Any
) -> None:
    assert client.get("/board/").status_code == 200

    settings.XINYI_MODE = "production"

    assert client.get("/board/").status_code == 404


@pytest.mark.parametrize("matters", [1, 3])
@pytest.mark.parametrize("level", ["district", "street", "community"])
def test_a_refresh_takes_four_statements(world: Any, client: Any, count_sql: Any, level: str, matters: int) -> None:
    address = {"district": "/board/", "street": f"/board/street/{place(YUZHU).id}/"}
    address["community"] = f"/board/community/{place(ZHUYUAN).id}/"
    for number in range(matters):
        world.ringing(f"第 {number} 件")
        happened(world, kind="noise")
    client.get(address[level])

    with count_sql(exactly=4):
        assert client.get(address[level]).status_code == 200


def test_what_came_in_today_is_counted_by_kind_and_channel(world: Any, client: Any) -> None:
    happened(world, times=3, kind="noise", channel="web")
    happened(world, kind="clean", channel="telephone")

    page = client.get("/board/").content.decode()

    assert figure(page, "今日受理") == "4"
    assert "噪音扰民" in page
    assert "75%" in page


def test_a_wall_counts_its_own_area_only(world: Any, client: Any) -> None:
    happened(world, times=3)
    happened(world, code=JIANGYUAN)
    world.item("楼道堆物")

    walls = [f"/board/community/{place(ZHUYUAN).id}/", f"/board/community/{place(JIANGYUAN).id}/", "/board/"]
    pages = [client.get(address).content.decode() for address in walls]

    assert [figure(page, "今日受理") for page in pages] == ["3", "1", "4"]
    assert ["1 件在办" in page for page in pages] == [True, False, True]


@pytest.mark.parametrize("name", ["street", "community"])
def test_a_place_of_another_level_has_no_such_wall(world: Any, client: Any, name: str) -> None:
    other = place(ZHUYUAN if name == "street" else YUZHU)

    assert client.get(f"/board/{name}/{other.id}/").status_code == 404
    assert client.get(f"/board/{name}/999999/").status_code == 404


def test_an_alarm_says_kind_place_and_time_and_nothing_about_a_person(world: Any, client: Any) -> None:
    world.ringing("住在 302 的王艾丽说楼下很吵")

    page = client.get("/board/").content.decode()

    assert "噪音扰民 / 商家音响" in page
    assert "玉竹街道 · 竹园社区" in page
    assert "已呼叫 1 轮" in page
    assert not [word for word in ("王艾丽", "302", "刘敏", "周倩", "SQ-", "竹园小区") if word in page]


def test_figures_of_fewer_than_ten_cases_are_not_shown(world: Any, client: Any) -> None:
    happened(world, "work.answered", times=9, amount=1)
    assert figure(client.get("/board/").content.decode(), "按承诺办结") == "—"

    happened(world, "work.answered", amount=0)

    assert figure(client.get("/board/").content.decode(), "按承诺办结") == "90.0"


def test_closed_days_and_today_make_the_figures(world: Any, client: Any) -> None:
    yesterday = world.now - timedelta(days=1)
    happened(world, "work.responded", times=9, amount=30, at=yesterday)
    happened(world, "cases.rated", times=12, amount=4, at=yesterday)
    with scope(system("test")):
        day = yesterday.astimezone(LOCAL).date()
        roll_up(first=day, last=day)
    happened(world, "work.responded", amount=50)

    page = client.get("/board/").content.decode()

    assert figure(page, "平均首次回应") == "32"
    assert figure(page, "居民评分") == "4.00"


def test_the_mean_is_that_of_the_same_weekday_within_four_weeks(world: Any, client: Any) -> None:
    days = [world.now - timedelta(weeks=weeks) for weeks in (1, 2, 5)] + [world.now - timedelta(days=1)]
    for at, times in zip(days, (4, 2, 50, 90), strict=True):
        happened(world, times=times, at=at)
    with scope(system("test")):
        last = world.now.astimezone(LOCAL).date() - timedelta(days=1)
        roll_up(first=last - timedelta(days=40), last=last)

    with scope(system("test")) as asking:
        usual = mean(look_at(asking, now=world.now))

    assert usual[world.now.astimezone(LOCAL).hour] == 3.0
    assert sum(usual) == 3.0


def test_the_feed_says_time_kind_place_and_what_happened(world: Any, client: Any) -> None:
    happened(world, "cases.closed", kind="clean")

    page = client.get("/board/").content.decode()

    assert re.search(r"<b>环境卫生</b><span>竹园\w* 结案</span>", page)
