"""A folder is on or off where the nearest switch says so."""

import pytest

from tests.cast import DISTRICT, MORNING, YUZHU, ZHUYUAN, asking_for
from xinyi.kernel.manifest import manifests
from xinyi.kernel.places.api import place_by_code
from xinyi.kernel.plugins.api import NotSwitchable, is_on, switch
from xinyi.kernel.scope.api import scope, system

pytestmark = pytest.mark.django_db
SWITCHABLE = [one.slug for one in manifests() if one.switched_by]


def turn(slug: str, code: str, *, on: bool) -> None:
    """Switch a folder on or off at a place."""
    with scope(system("test")) as asking:
        place = place_by_code(asking=asking, code=code)
        switch(asking=asking, slug=slug, place_id=place.id, is_on=on, now=MORNING)


def on_for(who: str, slug: str) -> bool:
    """Whether it is on for a member of the cast."""
    with scope(asking_for(who)) as asking:
        return is_on(asking=asking, slug=slug)


@pytest.mark.parametrize("slug", SWITCHABLE)
def test_the_nearest_switch_decides(slug: str) -> None:
    turn(slug, DISTRICT, on=False)
    turn(slug, YUZHU, on=True)
    turn(slug, ZHUYUAN, on=False)

    assert [on_for(who, slug) for who in ("zoe", "dana", "alice")] == [False, True, False]


def test_what_no_level_may_switch_is_always_on() -> None:
    with pytest.raises(NotSwitchable):
        turn("cases", YUZHU, on=False)

    assert on_for("alice", "cases")


def test_an_unknown_folder_is_off() -> None:
    assert on_for("alice", "nothing") is False
