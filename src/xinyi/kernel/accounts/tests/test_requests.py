"""What a request knows, how many statements that takes, and what it leaves behind."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from xinyi.kernel.accounts import api as accounts
from xinyi.kernel.accounts import middleware
from xinyi.kernel.accounts.models import Person
from xinyi.kernel.accounts.queries import identify
from xinyi.kernel.accounts.tests.world import (
    ALICE,
    DANA,
    GRID_POST,
    KIM,
    MALLORY,
    NEXT_STREET_POST,
    NOW,
    PATROL,
    PATROL_POST,
    STREET_POST,
    nobody,
)
from xinyi.kernel.scope.api import scope

CONTEXT = "SELECT " + ", ".join(
    f"current_setting('xinyi.{name}', true)" for name in ("me", "lo", "hi", "grid", "person", "auditor")
)


def token_of(person, post=None):
    terminal = "console" if post else "resident"
    return accounts.sample_sign_in(asking=nobody, person=person, terminal=terminal, now=NOW, post_id=post).token


def told():
    with connection.cursor() as cursor:
        cursor.execute(CONTEXT)
        return cursor.fetchone()


@pytest.mark.parametrize(
    ("person", "post", "me", "level", "sees"),
    [
        (DANA, STREET_POST, STREET_POST, "street", "S1"),
        (DANA, GRID_POST, GRID_POST, "grid", "G1"),
        (MALLORY, NEXT_STREET_POST, NEXT_STREET_POST, "street", "S2"),
        (KIM, PATROL_POST, PATROL, "organisation", None),
    ],
)
def test_a_post_sees_its_place_and_an_organisation_what_it_takes_part_in(world, person, post, me, level, sees):
    asking, _row = identify(token=token_of(person, post), terminal="console", now=NOW)

    place = world.place(sees) if sees else None
    bounds = (place.pos, place.pos_end) if place else (None, None)
    grid = place.id if sees == "G1" else None
    assert (asking.me, asking.level, asking.lo, asking.hi, asking.grid) == (me, level, *bounds, grid)
    assert told() == tuple("" if v is None else str(v) for v in (me, *bounds, grid, person, None))


def test_a_resident_sees_only_what_is_theirs(world):
    asking, row = identify(token=token_of(ALICE), terminal="resident", now=NOW)

    assert (asking.me, asking.lo, asking.is_staff, row.person_id) == (ALICE, None, False, ALICE)
    assert told() == (str(ALICE), "", "", "", str(ALICE), "")


def test_nobody_is_still_somebody_who_asks_with_stamps_and_no_sight(world):
    asking, row = identify(token=None, terminal="resident", now=NOW)

    assert (asking.me, asking.is_signed_in, row) == (None, False, None)
    assert asking.stamps["places"] > 1
    assert told() == ("", "", "", "", "", "")


def test_a_forged_token_is_nobody(world):
    assert identify(token="forged", terminal="resident", now=NOW)[1] is None


def test_a_resident_is_at_home_unless_they_chose_another_place(world):
    token = token_of(ALICE)
    asking, _row = identify(token=token, terminal="resident", now=NOW)
    with scope(asking):
        accounts.move_in(asking=asking, place=world.place("B1"), kind="owner", now=NOW)
    chosen = [None, world.ids["C1"], 999_999]

    found = [identify(token=token, terminal="resident", now=NOW, chosen_place=c)[0] for c in chosen]

    at_home = (world.ids["B1"], world.ids["C1"], "12 栋")
    assert [(a.place_id, a.community_id, a.place_name) for a in found] == [
        at_home,
        (world.ids["C1"], world.ids["C1"], "竹园社区"),
        at_home,
    ]
    assert [a.lo for a in found] == [None, None, None], "being at a place gives no sight of it"


@pytest.mark.parametrize("terminal", ["resident", "console", "nobody"])
def test_who_is_asking_costs_one_statement(world, count_sql, terminal):
    tokens = {"resident": token_of(ALICE), "console": token_of(DANA, STREET_POST), "nobody": None}
    later = NOW + timedelta(minutes=10)

    with count_sql(exactly=1):
        identify(token=tokens[terminal], terminal="console" if terminal == "console" else "resident", now=later)


def request(path="/", cookies=None, method="get"):
    made = getattr(RequestFactory(), method)(path)
    made.COOKIES.update(cookies or {})
    return made


def answered(view, made):
    return middleware.asking(view)(made)


def test_two_people_are_signed_in_beside_each_other_in_one_browser(world, monkeypatch):
    monkeypatch.setattr(middleware, "now", lambda: NOW)
    cookies = {"xinyi_resident": token_of(ALICE), "xinyi_staff": token_of(DANA, STREET_POST)}
    seen = {}

    def view(made):
        seen[made.path] = made.asking.me
        return HttpResponse()

    for path in ("/", "/cases/", "/console/", "/console/files/x"):
        answered(view, request(path, cookies))

    assert seen == {"/": ALICE, "/cases/": ALICE, "/console/": STREET_POST, "/console/files/x": STREET_POST}


@pytest.mark.parametrize(("status", "kept"), [(200, 1), (302, 1), (404, 1), (422, 1), (500, 0), (503, 0)])
def test_an_answer_of_500_or_above_leaves_nothing_written(world, status, kept):
    before = Person.objects.count()

    def view(made):
        Person.objects.create(created_at=NOW)
        return HttpResponse(status=status)

    answered(view, request())

    assert Person.objects.count() == before + kept


def test_a_streamed_page_is_refused_and_a_file_is_not(world, tmp_path):
    (tmp_path / "a.txt").write_text("a")

    with pytest.raises(middleware.StreamingRefused):
        answered(lambda made: StreamingHttpResponse(["a"]), request())
    assert answered(lambda made: FileResponse((tmp_path / "a.txt").open("rb")), request()).status_code == 200


@pytest.mark.parametrize("text", ["", "x", "-1", "1e9", "９", "9" * 40, "1 OR 1=1"])
def test_nonsense_in_the_place_cookie_is_no_place(text):
    assert middleware.chosen_place(request(cookies={"xinyi_place": text})) is None


def test_cookies_are_out_of_reach_for_scripts_and_the_staff_one_goes_to_the_console_only(settings):
    settings.SESSION_COOKIE_SECURE = True
    response = HttpResponse()

    for terminal in ("resident", "console"):
        accounts.keep_signed_in(response, "token", terminal=terminal)

    kept = {name: (c["path"], c["httponly"], c["samesite"], c["secure"]) for name, c in response.cookies.items()}
    assert kept == {"xinyi_resident": ("/", True, "Lax", True), "xinyi_staff": ("/console/", True, "Lax", True)}


def test_the_address_behind_a_proxy_is_the_one_the_proxy_saw(settings):
    made = request()
    made.META |= {"HTTP_X_FORWARDED_FOR": "203.0.113.9, 198.51.100.7", "REMOTE_ADDR": "127.0.0.1"}

    settings.SECURE_PROXY_SSL_HEADER = None
    assert accounts.address_of(made) == "127.0.0.1"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert accounts.address_of(made) == "198.51.100.7"
