"""A deferred task runs once, at its time, with its arguments; a form sent twice has one effect."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from xinyi.kernel.base.api import write
from xinyi.kernel.jobs import api as jobs
from xinyi.kernel.jobs import machine
from xinyi.kernel.jobs.models import Done, Job, Key
from xinyi.kernel.jobs.tasks import KEEP_DONE, KEEP_KEYS, forget_old_jobs, worker_app
from xinyi.kernel.scope.api import Asking

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ALICE = UUID("a11ce000-0000-4000-8000-000000000001")
BOB = UUID("b0b00000-0000-4000-8000-000000000002")
FORM = UUID("f0000000-0000-4000-8000-000000000003")
Calls = list[tuple[str, datetime]]


@pytest.fixture
def calls() -> Iterator[Calls]:
    """A task "tests.water" that notes its calls."""
    noted: Calls = []

    @jobs.task
    def water(*, plant: str, now: datetime, asking: Asking) -> None:
        noted.append((f"{plant} {asking.actor.machine}", now))

    yield noted
    del machine.tasks["tests.water"]


@pytest.mark.django_db
def test_a_task_runs_at_its_time_with_its_arguments(calls: Calls) -> None:
    write(jobs.defer("tests.water", {"plant": "rose"}, run_at=NOON))

    assert jobs.drain(now=NOON - timedelta(seconds=1)) == 0
    assert jobs.drain(now=NOON) == 1
    assert calls == [("rose tests.water", NOON)]


@pytest.mark.django_db
def test_jobs_run_by_time_then_priority_then_order_of_writing(calls: Calls) -> None:
    later = NOON + timedelta(minutes=1)
    write(jobs.defer("tests.water", {"plant": "later"}, run_at=later))
    write(jobs.defer("tests.water", {"plant": "second"}, run_at=NOON))
    write(jobs.defer("tests.water", {"plant": "third"}, run_at=NOON))
    write(jobs.defer("tests.water", {"plant": "urgent"}, run_at=NOON, priority=10))

    jobs.drain(now=later)

    assert [plant.split()[0] for plant, _ in calls] == ["urgent", "second", "third", "later"]


@pytest.mark.django_db
def test_while_one_waits_under_a_lock_another_is_left_out(calls: Calls) -> None:
    part = jobs.defer("tests.water", {"plant": "rose"}, run_at=NOON, queueing_lock="water:rose")

    counts = (write(part), write(part))

    assert counts == ([1], [0])
    assert Job.objects.count() == 1


@pytest.mark.django_db
def test_a_form_sent_twice_is_known_by_its_key_and_owner() -> None:
    first = write(jobs.once(key=FORM, owner=ALICE, at=NOON, answer="case 7"))
    again = write(jobs.once(key=FORM, owner=ALICE, at=NOON, answer="case 8"))
    other = write(jobs.once(key=FORM, owner=BOB, at=NOON, answer="case 9"))

    assert (first, again, other) == ([1], [0], [1])
    assert jobs.answer_of(key=FORM, owner=ALICE) == "case 7"


@pytest.mark.django_db
def test_old_notes_and_keys_are_forgotten_and_young_ones_kept() -> None:
    for age in (timedelta(minutes=1), -timedelta(minutes=1)):
        write(jobs.once(key=FORM, owner=ALICE if age.days else BOB, at=NOON - KEEP_KEYS - age))
        Done.objects.create(job_id=ALICE if age.days else BOB, subscriber="x", at=NOON - KEEP_DONE - age)

    forget_old_jobs(now=NOON)

    assert list(Key.objects.values_list("owner", flat=True)) == [ALICE]
    assert list(Done.objects.values_list("job_id", flat=True)) == [ALICE]


def test_two_tasks_never_share_a_name(calls: Calls) -> None:
    def water(*, now: datetime) -> None:
        """Another one."""

    water.__module__ = "xinyi.elsewhere.tests.tasks"

    with pytest.raises(AssertionError, match=r"two tasks are called tests\.water"):
        jobs.task(water)


@pytest.mark.parametrize(("attempts", "seconds"), [(0, 2), (1, 4), (5, 64), (19, 3600), (400, 3600)])
def test_the_wait_grows_to_an_hour(attempts: int, seconds: int) -> None:
    assert machine.delay_after(attempts) == timedelta(seconds=seconds)


def test_the_worker_knows_every_task_and_every_timetable() -> None:
    app = worker_app()

    machine.import_tasks()
    assert set(machine.tasks) | {"jobs.react", "jobs.rescue"} <= set(app.tasks)
    timetables = {name for name, _ in app.periodic_registry.periodic_tasks}
    assert timetables == {one.name for one in machine.tasks.values() if one.seconds} | {"jobs.rescue"}
