"""One statement writes rows of many tables as the ORM would, one by one."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from tests.cast import START, named
from xinyi.kernel.accounts.models import Account, Person
from xinyi.kernel.base.api import Change, Command, Rows, write
from xinyi.kernel.scope.models import Stamp

pytestmark = pytest.mark.django_db


def test_rows_that_point_at_each_other_go_together(count_sql: object) -> None:
    person = uuid4()
    assert callable(count_sql)

    with count_sql(exactly=1):
        write(
            Rows(Account, [{"person_id": person, "kind": "resident", "created_at": START}]),
            Rows(Person, [{"id": person, "created_at": START}]),
        )

    assert Account.objects.get(person_id=person).password == ""


def test_a_row_that_points_nowhere_refuses_all(db: None) -> None:
    lost = Rows(Account, [{"person_id": uuid4(), "kind": "resident", "created_at": START}])
    with transaction.atomic():
        write(Rows(Stamp, [{"name": "kept back"}]), lost)
        with pytest.raises(IntegrityError):
            transaction.get_connection().check_constraints()
        transaction.set_rollback(True)

    assert not Stamp.objects.filter(name="kept back").exists()


def test_a_row_that_is_there_is_passed_over_and_counted() -> None:
    counts = [write(Rows(Stamp, [{"name": "once"}], once=True)) for _time in range(2)]

    assert counts == [[1], [0]]


def test_changes_touch_the_named_columns_of_the_named_rows() -> None:
    Stamp.objects.bulk_create([Stamp(name="one", version=1), Stamp(name="two", version=1)])

    counted = write(Change(Stamp, [{"name": "one", "version": 9}]))

    assert counted == [1]
    assert dict(Stamp.objects.filter(name__in=["one", "two"]).values_list("name", "version")) == {"one": 9, "two": 1}


def test_nothing_to_write_sends_nothing(count_sql: object) -> None:
    assert callable(count_sql)
    with count_sql(exactly=0):
        assert write(Rows(Stamp, []), None, Command("SELECT 1", "x int", [])) == [0, 0, 0]


def test_text_keeps_every_character() -> None:
    text = "引号“'\"”、反斜线\\、百分号%s、{花括号}、\n换行、表情😀"
    write(Rows(Stamp, [{"name": text}]))

    assert Stamp.objects.filter(name=text).exists()
    assert named("alice") == named("alice")
