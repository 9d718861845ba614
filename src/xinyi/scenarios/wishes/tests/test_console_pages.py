"""The console's pages of wishes: checking, claiming, confirming, who sees what, what they cost."""

import re
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from xinyi.scenarios.wishes.tests.walking import BENCH, CHECKED, Wall, day

pytestmark = pytest.mark.django_db
LIST, WISH, OFFERED, OFFER = 4, 8, 3, 5


def page(here: Any, who: str, address: str = "", *, status: int = 200) -> str:
    """What ``who`` reads at an address below /console/wishes/."""
    answer = here.staff(who).get(f"/console/wishes/{address}")
    assert answer.status_code == status
    return str(answer.content.decode())


def send(here: Any, who: str, item: UUID, name: str, **given: Any) -> Any:
    """The answer to a step's form, sent with the version that the page shows now."""
    version = given.pop("version", None) or Wall().item(item).version
    return here.staff(who).post(f"/console/wishes/{item}/{name}/", {"idem": uuid4(), "version": version, **given})


def picture() -> SimpleUploadedFile:
    """A small photo."""
    kept = BytesIO()
    Image.new("RGB", (40, 30), "green").save(kept, "JPEG")
    return SimpleUploadedFile("after.jpg", kept.getvalue(), content_type="image/jpeg")


def test_a_wish_is_checked_claimed_done_and_confirmed_through_pages(here: Any, wall: Wall) -> None:
    item = wall.write(at=here.now)
    assert BENCH[:10] in page(here, "clara", f"{item}/")

    assert send(here, "clara", item, "publish", text=CHECKED).status_code == 302
    until = day(here.now, days=10).isoformat()
    assert send(here, "hana", item, "claim", text="出两张旧木椅", promised_on=until).status_code == 302
    assert send(here, "paul", item, "fulfil", text="放好了", evidence=picture()).status_code == 302
    shown = page(here, "clara", f"{item}/")
    assert "thumb" in shown
    assert send(here, "clara", item, "confirm", text="两张长椅放好了").status_code == 302

    assert wall.row(item).done_words == "两张长椅放好了"


def test_the_list_offers_each_post_what_is_theirs_to_do(here: Any, wall: Wall) -> None:
    wall.write(at=here.now)
    wall.published(here.now)

    assert BENCH[:10] in page(here, "clara")
    assert CHECKED[:10] in page(here, "clara", "?tab=open")
    for who in ("hana", "kim", "pat"):
        assert CHECKED[:10] in page(here, who)
        assert "12 栋 302" not in page(here, who)


def test_a_neighbouring_post_finds_no_unchecked_wish(here: Any, wall: Wall) -> None:
    item = wall.write(at=here.now)
    page(here, "clara", f"{item}/")

    for who in ("mallory", "cora", "hana", "kim"):
        page(here, who, f"{item}/", status=404)
        assert send(here, who, item, "publish", text=CHECKED).status_code == 404


def test_an_auditor_has_no_business_here(here: Any) -> None:
    page(here, "audrey", status=403)


def test_whoever_sees_the_wall_only_may_claim_and_nothing_else(here: Any, wall: Wall) -> None:
    item = wall.published(here.now)

    shown = page(here, "hana", f"{item}/")

    assert re.findall(rf"/console/wishes/{item}/(\w+)/", shown) == ["claim"]
    assert "19900000001" not in shown


def test_a_refused_step_keeps_what_was_typed(here: Any, wall: Wall) -> None:
    item = wall.published(here.now)
    past = day(here.now, days=-1).isoformat()

    answer = send(here, "hana", item, "claim", text="出两张旧木椅", promised_on=past)

    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "请选今天以后" in shown
    assert "出两张旧木椅" in shown
    assert past in shown


def test_a_missing_photo_is_said(here: Any, wall: Wall) -> None:
    item = wall.claimed(at=here.now)

    answer = send(here, "hana", item, "fulfil", text="放好了")

    assert answer.status_code == 422
    assert "至少加一张" in answer.content.decode()


def test_a_stale_page_is_told(here: Any, wall: Wall) -> None:
    item = wall.write(at=here.now)
    wall.take("clara", "publish", item, here.now, text=CHECKED)

    answer = send(here, "dana", item, "send_back", version=1, reason="请去掉电话")

    assert answer.status_code == 409
    assert "请去掉电话" in answer.content.decode()


def test_a_claimer_is_not_offered_to_confirm_their_own(here: Any, wall: Wall) -> None:
    item = wall.done("clara", here.now)

    assert f"/console/wishes/{item}/confirm/" not in page(here, "clara", f"{item}/")
    assert f"/console/wishes/{item}/confirm/" in page(here, "dana", f"{item}/")


def test_the_lists_and_a_wish_cost_the_same_whatever_is_there(here: Any, wall: Wall, count_sql: Any) -> None:
    item = wall.published(here.now)
    for more in (0, 2):
        for _number in range(more):
            wall.second("bob", wall.published(here.now))
        for who, address, statements in (
            ("clara", "?tab=open", LIST),
            ("clara", f"{item}/", WISH),
            ("hana", "", OFFERED),
            ("hana", f"{item}/", OFFER),
        ):
            client = here.staff(who)
            client.get(f"/console/wishes/{address}")
            with count_sql(exactly=statements):
                client.get(f"/console/wishes/{address}")
