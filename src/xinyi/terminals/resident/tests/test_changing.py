"""What a resident changes: sign-in, name, home, place, devices, consents; bad input keeps what was typed."""

import re
from typing import Any

import pytest

from tests.cast import JIANGYUAN, STAIR, asking_for, named
from tests.harness.client import Client
from xinyi.kernel.places.api import place_by_code
from xinyi.kernel.scope.api import scope, system
from xinyi.kernel.vault.api import reveal

NEW, ALICE = "19900000777", "19900000001"


def code_on(page: str) -> str:
    """The code that a sample installation shows."""
    found = re.search(r"验证码是 <b[^>]*>(\d{6})</b>", page)
    assert found
    return found[1]


def ask_code(client: Client, phone: str = NEW, **more: str) -> str:
    """The page after the number was sent."""
    answer = client.post("/sign-in/", {"signing": "phone", "phone": phone, "agree": "on", **more})
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_number_and_code_sign_a_resident_in_and_lead_back(world: Any, client: Client) -> None:
    page = ask_code(client, next="/matters/")

    answer = client.post(
        "/sign-in/", {"signing": "code", "phone": NEW, "agree": "on", "code": code_on(page), "next": "/matters/"}
    )

    assert answer.url == "/matters/"
    assert client.get("/matters/").status_code == 200
    assert "用手机号登录和联系" in client.get("/me/").content.decode()


@pytest.mark.parametrize(
    ("brought", "says"),
    [
        ({"phone": "12345", "agree": "on"}, "请填写 11 位手机号码"),
        ({"phone": "", "agree": "on"}, "请填写手机号"),
        ({"phone": NEW}, "再勾选同意"),
        ({"phone": "1" * 31, "agree": "on"}, ""),
    ],
)
def test_a_bad_number_is_refused_in_words_and_kept(
    world: Any, client: Client, brought: dict[str, str], says: str
) -> None:
    answer = client.post("/sign-in/", {"signing": "phone", **brought})

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert f'value="{brought["phone"]}"' in answer.content.decode() or not brought["phone"]


def test_a_wrong_code_is_refused_with_the_tries_left_until_it_is_void(world: Any, client: Client) -> None:
    page = ask_code(client)
    wrong = "000000" if code_on(page) != "000000" else "111111"
    tried = {"signing": "code", "phone": NEW, "code": wrong}

    first = client.post("/sign-in/", tried)
    last = [client.post("/sign-in/", tried) for _ in range(4)][-1]

    assert (first.status_code, last.status_code) == (422, 422)
    assert "还可以试 4 次" in first.content.decode()
    assert f'value="{NEW}"' in first.content.decode()
    assert "已经失效" in last.content.decode()


def test_too_many_codes_are_refused(world: Any, client: Client) -> None:
    for _ in range(3):
        ask_code(client)

    answer = client.post("/sign-in/", {"signing": "phone", "phone": NEW, "agree": "on"})

    assert answer.status_code == 422
    assert "过十分钟再试" in answer.content.decode()


def test_the_number_can_be_changed_before_the_code(world: Any, client: Client) -> None:
    ask_code(client)

    answer = client.post("/sign-in/", {"signing": "code", "phone": NEW, "change": "1"})

    assert f'value="{NEW}"' in answer.content.decode()
    assert 'name="signing" value="phone"' in answer.content.decode()


def test_a_sample_resident_signs_in_by_one_click_and_the_page_says_so(world: Any, client: Client) -> None:
    assert "示例账号，一点就进" in client.get("/sign-in/").content.decode()

    answer = client.post("/sign-in/", {"account": "resident", "next": "/me/"})

    assert answer.url == "/me/"
    assert "199****" in client.get("/me/").content.decode()


def test_outside_of_samples_nobody_signs_in_by_one_click(world: Any, client: Client, settings: Any) -> None:
    settings.XINYI_MODE, settings.ONE_CLICK_SIGN_IN = "production", False

    assert "示例账号" not in client.get("/sign-in/").content.decode()
    assert client.post("/sign-in/", {"account": "resident"}).url == "/sign-in/"
    assert client.get("/matters/").status_code == 302


def test_signing_out_ends_the_session(world: Any) -> None:
    client = world.resident()
    token = client.cookies["xinyi_resident"].value

    client.post("/sign-out/")

    client.cookies["xinyi_resident"] = token
    assert client.get("/matters/").status_code == 302


def test_another_device_is_signed_out_from_the_list(world: Any) -> None:
    lost, client = world.resident(), world.resident()
    key = re.search(r'name="session" value="([^"]+)"', client.get("/me/").content.decode())
    assert key

    client.post("/sign-out/", {"session": key[1]})

    assert lost.get("/matters/").status_code == 302
    assert client.get("/matters/").status_code == 200


def test_a_neighbour_cannot_end_my_session(world: Any) -> None:
    world.resident()
    client = world.resident()
    key = re.search(r'name="session" value="([^"]+)"', client.get("/me/").content.decode())
    assert key

    world.resident("bob").post("/sign-out/", {"session": key[1]})

    assert key[1] in client.get("/me/").content.decode()


def test_a_name_is_kept_and_an_empty_one_refused(world: Any) -> None:
    client = world.resident()

    assert client.post("/me/name/", {"name": "王艾丽女士"}).url == "/me/"
    assert client.post("/me/name/", {"name": ""}).status_code == 422
    answer = client.post("/me/name/", {"name": "长" * 41})
    assert answer.status_code == 422
    assert "长" * 41 in answer.content.decode()


def test_a_home_is_found_registered_and_left(world: Any) -> None:
    client = world.resident("zoe")
    page = client.get("/me/home/?q=竹园小区 12 栋").content.decode()
    place = re.search(r'name="place" value="(\d+)"', page)
    assert place

    assert client.post("/me/home/", {"place": place[1], "kind": "tenant"}).url == "/me/"
    page = client.get("/me/home/").content.decode()
    assert "<b>竹园小区 12 栋</b>" in page
    leave = re.search(r'value="(\d+)"[^>]*>不住这里了', page)
    assert leave
    client.post("/me/home/", {"leave": leave[1]})
    assert "<b>竹园小区 12 栋</b>" not in client.get("/me/home/").content.decode()


@pytest.mark.parametrize(
    ("brought", "says"),
    [
        ({"q": "12 栋", "kind": "owner"}, "请在下面选择您住的地方"),
        ({"q": "12 栋", "place": "1"}, "请选择一项"),
        ({"q": "12 栋", "place": "999999999", "kind": "owner"}, "没有找到这个地方"),
        ({"q": "12 栋", "place": "x", "kind": "king"}, "请重新选择"),
    ],
)
def test_a_bad_home_is_refused_in_words(world: Any, brought: dict[str, str], says: str) -> None:
    answer = world.resident().post("/me/home/", brought)

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert 'value="12 栋"' in answer.content.decode()


def test_the_same_home_twice_is_refused(world: Any) -> None:
    with scope(system("test")) as asking:
        home = place_by_code(asking=asking, code=STAIR).id

    answer = world.resident().post("/me/home/", {"q": "12 栋", "place": str(home), "kind": "owner"})

    assert answer.status_code == 422
    assert "已经登记过" in answer.content.decode()


def test_a_community_is_chosen_by_name_or_by_point(world: Any, client: Client) -> None:
    with scope(system("test")) as asking:
        there = place_by_code(asking=asking, code=JIANGYUAN).id

    assert client.post("/place/", {"place": str(there), "next": "/services/"}).url == "/services/"
    assert "江源社区" in client.get("/").content.decode()
    client.post("/place/", {"longitude": "104.005", "latitude": "30.605"})
    assert "竹园社区" in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("brought", "says"),
    [
        ({"longitude": "0", "latitude": "0"}, "不在本区范围内"),
        ({}, "还没有拿到您的位置"),
        ({"longitude": "x", "latitude": "y"}, "还没有拿到您的位置"),
    ],
)
def test_a_place_elsewhere_is_refused_in_words(world: Any, client: Client, brought: dict[str, str], says: str) -> None:
    answer = client.post("/place/", brought)

    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_an_unknown_place_is_not_there(world: Any, client: Client) -> None:
    assert client.post("/place/", {"place": "999999999"}).status_code == 422


def test_a_consent_is_taken_back_as_easily_as_it_was_given(world: Any, client: Client) -> None:
    client.post("/sign-in/", {"account": "resident"})
    assert "收回同意" in client.get("/privacy/").content.decode()

    client.post("/privacy/", {"withdraw": "1"})

    assert "或者已经收回" in client.get("/privacy/").content.decode()


def test_a_resident_reads_who_looked_at_their_number_and_why(world: Any) -> None:
    item = world.item("楼道堆物")
    with scope(asking_for("clara")) as asking:
        reveal(asking=asking, person=named("alice"), field="phone", purpose="约上门时间", item_id=item, now=world.now)

    page = world.resident().get("/me/who-saw/").content.decode()

    assert all(word in page for word in ("周倩", "社区工作者", "约上门时间", "手机号码", "楼道堆物"))
    assert "约上门时间" not in world.resident("bob").get("/me/who-saw/").content.decode()
