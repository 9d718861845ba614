"""What residents meet on the wish wall."""

import re
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.cast import ZHUYUAN, asking_for
from tests.harness.client import Client
from xinyi.kernel.places.api import place_by_code
from xinyi.kernel.plugins.api import switch
from xinyi.kernel.scope.api import scope, system
from xinyi.scenarios.wishes.models import PublishedWish, Second, Wish
from xinyi.scenarios.wishes.tests.walking import BENCH, CHECKED, Wall, day

pytestmark = pytest.mark.django_db
WALL, WALL_VISITOR, PAGE, OWN = 5, 3, 5, 6


def text_of(answer: Any) -> str:
    """The page, which must be there."""
    assert answer.status_code == 200
    return str(answer.content.decode())


def take(client: Client, item: UUID, name: str, **given: Any) -> Any:
    """A step as the page's form sends it."""
    version = Wall().item(item).version
    return client.post(f"/wishes/{item}/{name}/", {"idem": str(uuid4()), "version": str(version), **given})


def wishes() -> list[Wish]:
    """Every wish there is."""
    with scope(system("test")):
        return list(Wish.objects.all())


def test_a_resident_writes_a_wish_and_follows_it(here: Any) -> None:
    alice = here.resident("alice")
    assert "许个心愿" in text_of(alice.get("/wishes/new/"))

    answer = alice.post("/wishes/new/", {"text": BENCH, "idem": str(uuid4())})

    assert answer.status_code == 302
    page = text_of(alice.get(answer.url))
    assert "待审看" in page
    assert re.search(r"XY-\d{6}-0001", page)


def test_a_double_click_makes_one_wish(here: Any) -> None:
    alice, idem = here.resident("alice"), str(uuid4())

    answers = [alice.post("/wishes/new/", {"text": BENCH, "idem": idem}).url for _time in range(2)]

    assert answers[0] == answers[1]
    assert len(wishes()) == 1


@pytest.mark.parametrize(("text", "says"), [("", "写下您的心愿"), ("🪑！", "写下您的心愿"), ("长" * 501, "500")])
def test_words_that_cannot_be_taken_are_said_and_kept(here: Any, text: str, says: str) -> None:
    answer = here.resident("alice").post("/wishes/new/", {"text": text, "idem": str(uuid4())})

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert text in answer.content.decode()
    assert wishes() == []


def test_a_visitor_reads_the_wall_and_signs_in_to_write(here: Any, wall: Wall) -> None:
    item = wall.published(here.now)

    assert CHECKED[:-1] in text_of(Client().get("/wishes/"))
    assert CHECKED[:-1] in text_of(Client().get(f"/wishes/{item}/"))
    assert Client().get("/wishes/new/").status_code == 302
    assert Client().post(f"/wishes/{item}/second/", {"back": f"/wishes/{item}/"}).status_code == 302


def test_before_the_check_a_wish_is_nowhere_but_with_its_wisher(here: Any, wall: Wall) -> None:
    item = wall.write(at=here.now)

    pages = [here.resident(who).get(f"/wishes/{item}/").status_code for who in ("alice", "bob", "zoe")]

    assert pages == [200, 404, 404]
    assert Client().get(f"/wishes/{item}/").status_code == 404


def test_a_neighbour_seconds_once_and_the_button_is_gone(here: Any, wall: Wall) -> None:
    item, bob = wall.published(here.now), here.resident("bob")
    assert f"/wishes/{item}/second/" in text_of(bob.get("/wishes/"))

    for _time in range(2):
        assert bob.post(f"/wishes/{item}/second/", {"idem": str(uuid4())}).status_code == 302

    assert PublishedWish.objects.get(item_id=item).seconds == 1
    assert f"/wishes/{item}/second/" not in text_of(bob.get("/wishes/"))
    assert f"/wishes/{item}/second/" not in text_of(here.resident("alice").get("/wishes/"))


def test_seconding_what_one_wished_for_oneself_is_told(here: Any, wall: Wall) -> None:
    item, alice = wall.published(here.now), here.resident("alice")

    answer = alice.post(f"/wishes/{item}/second/", {"idem": str(uuid4())}, follow=True)

    assert "自己的心愿" in answer.content.decode()
    with scope(system("test")):
        assert not Second.objects.exists()


def test_the_neighbours_page_has_nothing_of_the_wisher(here: Any, wall: Wall) -> None:
    item = wall.fulfilled(at=here.now)
    assert "12 栋 302" in text_of(here.resident("alice").get(f"/wishes/{item}/"))

    page = text_of(here.resident("bob").get(f"/wishes/{item}/"))

    assert "两张长椅放好了" in page
    assert "12 栋 302" not in page
    assert "19900000001" not in page


def test_a_wish_sent_back_is_mended(here: Any, wall: Wall) -> None:
    item, alice = wall.write(at=here.now), here.resident("alice")
    wall.take("clara", "send_back", item, here.now, reason="请去掉电话")
    assert "请去掉电话" in text_of(alice.get(f"/wishes/{item}/"))

    refused = take(alice, item, "rewrite", text="长" * 501)
    answer = take(alice, item, "rewrite", text=CHECKED)

    assert refused.status_code == 422
    assert "长" * 501 in refused.content.decode()
    assert answer.status_code == 302
    assert [one.text for one in wishes()] == [CHECKED]


def test_the_wisher_thanks_or_says_not_yet(here: Any, wall: Wall) -> None:
    item, alice = wall.fulfilled(at=here.now), here.resident("alice")
    assert take(alice, item, "not_yet", reason="").status_code == 422

    assert take(alice, item, "thank", text="谢谢大家").status_code == 302

    page = text_of(alice.get(f"/wishes/{item}/"))
    assert "已实现" in page
    assert "谢谢大家" in page
    assert "谢谢大家" not in text_of(here.resident("bob").get(f"/wishes/{item}/"))


def test_a_stale_page_is_told_and_keeps_the_words(here: Any, wall: Wall) -> None:
    item, alice = wall.fulfilled(at=here.now), here.resident("alice")

    answer = alice.post(f"/wishes/{item}/thank/", {"idem": str(uuid4()), "version": "1", "text": "谢谢大家"})

    assert answer.status_code == 422
    assert "谢谢大家" in answer.content.decode()


def test_a_step_of_others_is_refused(here: Any, wall: Wall) -> None:
    item, alice = wall.write(at=here.now), here.resident("alice")

    assert take(alice, item, "publish", text=CHECKED).status_code == 422
    assert take(alice, item, "unheard", text=CHECKED).status_code == 404
    assert take(here.resident("bob"), item, "withdraw").status_code == 404


def test_switched_off_in_a_community_the_wall_is_not_there(here: Any, wall: Wall) -> None:
    item = wall.published(here.now)
    with scope(asking_for("dora")) as asking:
        place = place_by_code(asking=asking, code=ZHUYUAN)
        switch(asking=asking, slug="wishes", place_id=place.id, is_on=False, now=here.now)

    alice, zoe = here.resident("alice"), here.resident("zoe")
    assert [alice.get(path).status_code for path in ("/wishes/", "/wishes/new/", f"/wishes/{item}/")] == [404] * 3
    assert here.staff("clara").get("/console/wishes/").status_code == 404
    assert zoe.get("/wishes/").status_code == 200
    assert "心愿墙" not in alice.get("/").content.decode()


def test_the_home_page_shows_the_tile_and_two_wishes_nearby(here: Any, wall: Wall) -> None:
    for number in range(3):
        wall.published(here.now, text=f"第 {number} 个心愿")

    page = text_of(here.resident("bob").get("/"))

    assert 'href="/wishes/"' in page
    assert len(re.findall(r"第 \d 个心愿", page)) == 2


def test_a_wish_that_was_taken_leaves_the_home_page_at_once(here: Any, wall: Wall) -> None:
    item, bob = wall.published(here.now), here.resident("bob")
    assert CHECKED[:-1] in text_of(bob.get("/"))

    wall.take("hana", "claim", item, here.now, text="出两张旧木椅", promised_on=day(here.now, days=3))

    assert CHECKED[:-1] not in text_of(bob.get("/"))


def test_the_card_costs_the_home_page_no_statement(here: Any, wall: Wall, count_sql: Any) -> None:
    bob = here.resident("bob")
    wall.published(here.now)
    bob.get("/")
    with count_sql() as before:
        bob.get("/")

    assert [sql for sql in before if "wishes_" in str(sql)] == []


def test_the_wall_is_read_page_by_page(here: Any, wall: Wall) -> None:
    for number in range(23):
        wall.published(here.now, text=f"心愿 {number:02d} 号")

    bob = here.resident("bob")
    first = text_of(bob.get("/wishes/"))
    onward = re.search(r'href="(\?show=&amp;after=[^"]+)"', first)
    assert onward
    second = text_of(bob.get(f"/wishes/{onward[1].replace('&amp;', '&')}"))

    seen = [set(re.findall(r"<h2>(心愿 \d\d 号)", page)) for page in (first, second)]
    assert (len(seen[0]), len(seen[1]), seen[0] & seen[1]) == (20, 3, set())


def test_the_wall_costs_the_same_whatever_hangs_there(here: Any, wall: Wall, count_sql: Any) -> None:
    bob, visitor = here.resident("bob"), Client()
    for more in (1, 2):
        for _number in range(more):
            wall.second("zoe", wall.published(here.now))
        bob.get("/wishes/")
        with count_sql(exactly=WALL):
            bob.get("/wishes/")
        with count_sql(exactly=WALL_VISITOR):
            visitor.get("/wishes/")


def test_a_wish_costs_the_same_whatever_happened(here: Any, wall: Wall, count_sql: Any) -> None:
    item, alice, bob = wall.published(here.now), here.resident("alice"), here.resident("bob")
    alice.get("/wishes/")
    with count_sql(exactly=PAGE):
        bob.get(f"/wishes/{item}/")
    with count_sql(exactly=OWN):
        alice.get(f"/wishes/{item}/")
    for name in ("bob", "zoe"):
        wall.second(name, item)

    with count_sql(exactly=OWN):
        alice.get(f"/wishes/{item}/")


def test_the_pages_speak_english(here: Any, wall: Wall) -> None:
    item, alice = wall.fulfilled(at=here.now), here.resident("alice")
    alice.cookies["xinyi_language"] = "en"

    assert "Make a wish" in text_of(alice.get("/wishes/"))
    assert "Say thank you" in text_of(alice.get(f"/wishes/{item}/"))
