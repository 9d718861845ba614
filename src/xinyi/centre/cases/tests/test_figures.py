"""What the main path costs, counted on the request a browser sends."""

from typing import Any
from uuid import uuid4

import pytest

from tests.cast import named
from xinyi.centre.cases.tests.test_resident_pages import picture, reported, send
from xinyi.terminals.components.tests.visitors import world

pytestmark = pytest.mark.django_db


def test_a_report_with_a_photo_sends_at_most_eight_statements(count_sql: Any) -> None:
    alice = world().resident("alice")
    send(alice, photos=picture())

    with count_sql(exactly=6):
        answer = send(alice, photos=picture())

    assert answer.status_code == 302


def test_a_change_of_state_sends_at_most_eight_statements(count_sql: Any) -> None:
    here = world()
    clara = here.staff("clara")
    given = {"kind": "clean.stairs", "holder": str(named("property"))}
    clara.post(f"/console/cases/{reported()}/dispatch/", {**given, "idem": str(uuid4()), "version": "1"})
    item = reported()

    with count_sql(exactly=6):
        answer = clara.post(f"/console/cases/{item}/dispatch/", {**given, "idem": str(uuid4()), "version": "1"})

    assert answer.status_code == 302
