"""The audit grows, never changes, and is read by its subject and the auditor only."""

import psycopg
import pytest
from django.db import connection

from tests.cast import MORNING, asking_for, named
from xinyi.kernel.audit.api import looks_at, record
from xinyi.kernel.base.api import write
from xinyi.kernel.scope.api import scope

pytestmark = pytest.mark.django_db


def look(who: str, at_whom: str) -> None:
    """Somebody looks at somebody's number."""
    with scope(asking_for(who)) as asking:
        write(
            record(
                actor=asking.actor,
                action="vault.reveal",
                object_kind="case",
                object_id="1",
                at=MORNING,
                subject=named(at_whom),
                field="phone",
                purpose="回电核实",
            )
        )


def seen_by(who: str, of_whom: str) -> list[str]:
    """The purposes of looks at somebody that ``who`` can read."""
    with scope(asking_for(who)) as asking:
        return [row.purpose for row in looks_at(asking=asking, person=named(of_whom))]


@pytest.mark.parametrize(("reader", "seen"), [("alice", 1), ("audrey", 1), ("bob", 0), ("dana", 0), ("adam", 0)])
def test_a_look_is_read_by_its_subject_and_the_auditor_only(reader: str, seen: int) -> None:
    look("dana", "alice")

    assert len(seen_by(reader, "alice")) == seen


@pytest.mark.parametrize("statement", ["UPDATE audit_row SET why = 'x'", "DELETE FROM audit_row", "TRUNCATE audit_row"])
def test_app_changes_no_row(statement: str) -> None:
    look("dana", "alice")

    with pytest.raises(Exception, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_not_even_the_owner_changes_a_row_by_accident(as_owner: "psycopg.Connection[object]") -> None:
    as_owner.execute(
        "INSERT INTO audit_row"
        " (id, at, action, object_kind, object_id, channel, actor_title, field, purpose, why, detail)"
        " VALUES (gen_random_uuid(), '2026-03-10', 'x', 'x', 'x', 'web', '', '', '', '', '{}')"
    )

    with pytest.raises(psycopg.errors.RaiseException, match="never changed"):
        as_owner.execute("UPDATE audit_row SET why = 'x'")
