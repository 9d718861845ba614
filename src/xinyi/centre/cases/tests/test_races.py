"""Many at once: real connections, real commits."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from django.db import connection

from tests.cast import MORNING, STAIR, asking_for, named
from xinyi.centre.cases.api import Given, Report, act, report
from xinyi.kernel.base.api import Refused
from xinyi.kernel.places.api import place_by_code
from xinyi.kernel.scope.api import scope, system
from xinyi.kernel.work.api import Item

AT_ONCE = 8


def at_once(count: int, task: object) -> list[object]:
    """Answers of ``count`` calls that run together, each on a connection of its own."""
    assert callable(task)

    def alone(number: int) -> object:
        try:
            return task(number)
        except Refused as refused:
            return type(refused).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(alone, range(count)))


def reported(idem: UUID) -> UUID:
    """Alice reports a lamp."""
    with scope(asking_for("alice")) as asking:
        place = place_by_code(asking=asking, code=STAIR)
        made = Report(text="路灯不亮", place=place, channel="web", reporter_id=named("alice"))
        return report(asking=asking, report=made, idem=idem, now=MORNING)


@pytest.mark.usefixtures("own_db")
def test_a_form_sent_many_times_at_once_makes_one_case() -> None:
    idem = uuid4()

    made = at_once(16, lambda _number: reported(idem))

    with scope(system("test")):
        assert (len(set(made)), Item.objects.count()) == (1, 1)


@pytest.mark.usefixtures("own_db")
def test_cases_reported_at_once_have_numbers_without_gap_or_double() -> None:
    at_once(24, lambda _number: reported(uuid4()))

    with scope(system("test")):
        numbers = sorted(Item.objects.values_list("number", flat=True))
    assert numbers == [f"SQ-260310-{number:04}" for number in range(1, 25)]


@pytest.mark.usefixtures("own_db")
def test_of_many_dispatchers_at_once_one_is_first_and_the_others_are_told() -> None:
    item = reported(uuid4())

    def dispatched(number: int) -> object:
        with scope(asking_for("dana" if number % 2 else "dora")) as asking:
            given = Given(kind="light.lamp", holder_id=named("city" if number % 2 else "patrol"))
            return act(asking=asking, item_id=item, name="dispatch", given=given, version=1, idem=uuid4(), now=MORNING)

    answers = at_once(8, dispatched)

    assert (answers.count(2), answers.count("Stale")) == (1, 7)
