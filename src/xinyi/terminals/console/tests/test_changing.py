"""What staff change: sign-in, post, password, what rings; bad input and posts that end meanwhile."""

import re
from typing import Any

import pytest

from tests.cast import PASSWORD, SECRET, named, post_of
from tests.harness.client import Client
from xinyi.kernel.accounts.api import end_appointment, one_time_password
from xinyi.kernel.scope.api import scope, system


def given(world: Any, **more: str) -> dict[str, str]:
    """What Dana types."""
    return {"number": "dana", "password": PASSWORD, "code": one_time_password(SECRET, world.now), **more}


def test_number_password_and_code_sign_staff_in_on_their_only_post(world: Any, client: Client) -> None:
    answer = client.post("/console/sign-in/", given(world, next="/console/notices/"))

    assert answer.url == "/console/notices/"
    assert "值班长" in client.get("/console/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"password": "something else"}, "工号、密码或动态码不正确"),
        ({"number": "nobody"}, "工号、密码或动态码不正确"),
        ({"code": "000000"}, "工号、密码或动态码不正确"),
        ({"number": ""}, "请填写工号"),
        ({"code": ""}, "请填写验证器上的 6 位数字"),
    ],
)
def test_a_wrong_sign_in_is_refused_without_saying_which(
    world: Any, client: Client, wrong: dict[str, str], says: str
) -> None:
    answer = client.post("/console/sign-in/", given(world, **wrong))

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert PASSWORD not in answer.content.decode()


def test_after_five_failures_the_number_is_locked_and_the_page_says_so(world: Any, client: Client) -> None:
    for _ in range(5):
        client.post("/console/sign-in/", given(world, password="something else"))

    answer = client.post("/console/sign-in/", given(world))

    assert answer.status_code == 422
    assert "15 分钟" in answer.content.decode()
    assert client.get("/console/").status_code == 302


def test_a_sample_role_signs_in_by_one_click_and_the_page_says_so(world: Any, client: Client) -> None:
    assert "示例账号，一点就进" in client.get("/console/sign-in/").content.decode()

    assert client.post("/console/sign-in/", {"account": "street_leader"}).url == "/console/"
    assert "罗江" in client.get("/console/").content.decode()


def test_outside_of_samples_nobody_signs_in_by_one_click(world: Any, client: Client, settings: Any) -> None:
    settings.XINYI_MODE, settings.ONE_CLICK_SIGN_IN = "production", False

    assert "示例账号" not in client.get("/console/sign-in/").content.decode()
    client.post("/console/sign-in/", {"account": "street_leader"})
    assert client.get("/console/").status_code == 302


def test_whoever_has_no_post_chooses_one_first(world: Any) -> None:
    client = world.browser("clara", terminal="console", post_id=None)
    with scope(system("test")) as asking:
        end_appointment(asking=asking, person=named("clara"), post_id=post_of("clara"), now=world.now)

    answer = client.get("/console/", follow=True)

    assert answer.redirect_chain == [("/console/posts/?next=%2Fconsole%2F", 302)]
    assert "任职已经结束" in answer.content.decode()
    assert "没有任职的岗位" in answer.content.decode()


def test_another_persons_post_is_refused_in_words(world: Any) -> None:
    answer = world.staff("clara").post("/console/posts/", {"post": str(post_of("dana"))})

    assert answer.status_code == 422
    assert "没有在这个岗位任职" in answer.content.decode()


def test_a_post_that_ends_meanwhile_is_told_why_the_step_did_not_count(world: Any) -> None:
    item, client = world.ringing(), world.staff("dana")
    with scope(system("test")) as asking:
        end_appointment(asking=asking, person=named("dana"), post_id=post_of("dana"), now=world.now)

    answer = client.post(f"/console/acknowledge/{item}/")

    assert answer.status_code == 403
    assert "任职已经结束，这次操作没有生效" in answer.content.decode()


def test_a_password_is_changed_with_the_old_one(world: Any, client: Client) -> None:
    known = world.staff("dana")
    new = {"old": PASSWORD, "password": "a new long sentence", "again": "a new long sentence"}

    assert known.post("/console/me/", new).url == "/console/me/"
    assert client.post("/console/sign-in/", given(world)).status_code == 422
    assert client.post("/console/sign-in/", given(world, password="a new long sentence")).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"old": "not it"}, "原密码不正确"),
        ({"password": "short", "again": "short"}, ""),
        ({"again": "something else"}, "两次写的不一样"),
        ({"password": ""}, "请填写新密码"),
    ],
)
def test_a_bad_new_password_is_refused_in_words(world: Any, wrong: dict[str, str], says: str) -> None:
    brought = {"old": PASSWORD, "password": "a new long sentence", "again": "a new long sentence", **wrong}

    answer = world.staff("dana").post("/console/me/", brought)

    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_taking_on_what_rings_stops_it_and_opens_it(world: Any) -> None:
    item, client = world.ringing(), world.staff("dana")

    answer = client.post(f"/console/acknowledge/{item}/")

    assert answer.url == f"/console/cases/{item}/"
    with scope(system("test")) as asking:
        from xinyi.kernel.work.api import alarms  # noqa: PLC0415 -- needs Django set up

        assert alarms(asking=asking) == []


@pytest.mark.parametrize("who", ["mallory", "cora", "hana"])
def test_whoever_was_not_rung_finds_nothing_to_take_on(world: Any, who: str) -> None:
    item = world.ringing()

    assert world.staff(who).post(f"/console/acknowledge/{item}/").status_code == 404


def test_another_device_is_signed_out_from_the_list(world: Any) -> None:
    lost, third, client = world.staff("dana"), world.staff("dana"), world.staff("dana")
    key = re.search(r'name="session" value="([^"]+)"', client.get("/console/me/").content.decode())
    assert key

    client.post("/console/sign-out/", {"session": key[1]})
    assert sorted([lost.get("/console/").status_code, third.get("/console/").status_code]) == [200, 302]
    client.post("/console/sign-out/", {"others": "1"})
    assert [one.get("/console/").status_code for one in (lost, third, client)] == [302, 302, 200]


def test_signing_out_leaves_the_resident_in_the_same_browser_signed_in(world: Any) -> None:
    client = world.staff("dana")
    client.cookies["xinyi_resident"] = world.resident("alice").cookies["xinyi_resident"].value

    client.post("/console/sign-out/")

    assert client.get("/console/").status_code == 302
    assert client.get("/matters/").status_code == 200
