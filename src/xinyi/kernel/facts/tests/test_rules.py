"""Facts are counted once: as they come today, by their sums afterwards."""

from datetime import date, timedelta

import pytest
from django.db.models import Sum

from tests.cast import MORNING, asking_for
from xinyi.kernel.base.api import write
from xinyi.kernel.facts.api import fact, flows_of, roll_up
from xinyi.kernel.facts.models import Day
from xinyi.kernel.scope.api import scope, system

pytestmark = pytest.mark.django_db
TEN = MORNING.date()


def happen(times: int = 1, **more: object) -> None:
    """Something happens where Alice lives."""
    with scope(asking_for("alice")) as asking:
        place = {"street_id": asking.street_id, "community_id": asking.community_id}
        for _time in range(times):
            write(fact(name="test.happened", at=MORNING, place=place, kind="noise", **more))  # type: ignore[arg-type]


def test_a_closed_day_is_rolled_up_once() -> None:
    happen(3, amount=2)

    with scope(system("test")):
        rounds = [roll_up(first=TEN, last=TEN) for _round in range(2)]
        total = Day.objects.filter(name="test.happened").aggregate(count=Sum("count"), amount=Sum("amount"))

    assert (rounds, total) == ([1, 0], {"count": 3, "amount": 6.0})


def test_an_hour_is_an_hour_of_the_district() -> None:
    happen()

    with scope(asking_for("dora")) as asking:
        flows = flows_of(asking=asking, names=("test.happened",), since=MORNING, until=MORNING + timedelta(hours=1))

    assert [(flow.day, flow.hour, flow.count) for flow in flows] == [(date(2026, 3, 10), 10, 1)]


@pytest.mark.parametrize(("reader", "seen"), [("clara", 1), ("dana", 1), ("dora", 1), ("cora", 0), ("mallory", 0)])
def test_a_post_counts_its_own_area(reader: str, seen: int) -> None:
    happen()

    with scope(asking_for(reader)) as asking:
        flows = flows_of(asking=asking, names=("test.happened",), since=MORNING, until=MORNING + timedelta(hours=1))

    assert len(flows) == seen
