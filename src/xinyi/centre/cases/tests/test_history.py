"""A history that is kept in memory and sent in portions leaves the rows that the same steps leave one by one."""

import json
import uuid
from contextlib import nullcontext
from datetime import timedelta
from itertools import count

import pytest
from django.apps import apps
from django.db import models, transaction

from tests.cast import MORNING, NIGHT, asking_for, named
from xinyi.centre.cases.tests import walking
from xinyi.centre.cases.tests.walking import NOISE, Walk
from xinyi.kernel.base.api import Ledger, keeping, open_ledger, send
from xinyi.kernel.scope.api import scope, system
from xinyi.kernel.work.api import Step, acknowledge, take_due_step

HOUR = timedelta(hours=1)
# No login may read the first, and no step writes it; the second has the numbers that the database counts up.
LEFT_OUT = {"vault.Value", "procrastinate.ProcrastinateEvent"}
pytestmark = pytest.mark.django_db


def same_ids_again(monkeypatch):
    """From here on ids come in a fixed order."""
    numbers = count(1)
    monkeypatch.setattr(uuid, "uuid4", lambda: uuid.UUID(int=next(numbers)))
    monkeypatch.setattr(walking, "uuid4", lambda: uuid.UUID(int=10**9 + next(numbers)))


def pending(item):
    """The next thing that happens by itself: its id and when."""
    ledger = open_ledger()
    steps = ledger.of_item(Step, item) if ledger else list(Step.objects.filter(item_id=item))
    waiting = [one for one in steps if one.done_at is None and one.answered_at is None]
    return min(waiting, key=lambda one: (one.due_at, one.id))


def let_happen(item):
    with scope(system("test")) as asking:
        due = pending(item)
        take_due_step(asking=asking, step_id=due.id, item_id=item, now=due.due_at)


def live_through_five_cases():
    """Every kind of part that a step can have: new holders, promises, pauses, broken ones, rings, photos, ratings."""
    walk = Walk()
    closed = walk.closed()
    walk.act("alice", "rate", closed, MORNING + HOUR, score=2, text="慢了点")
    walk.act("alice", "reopen", closed, MORNING + 2 * HOUR, reason="又是老样子")
    back = walk.at_property(MORNING + HOUR)
    walk.act("paul", "hand_back", back, MORNING + 2 * HOUR, reason="不归我们管", proposed="执法队")
    walk.act("clara", "dispatch", back, MORNING + 3 * HOUR, to="city")
    asked = walk.at_property(MORNING + HOUR)
    walk.act("paul", "ask", asked, MORNING + 2 * HOUR, text="请问在几楼？")
    walk.act("alice", "answer", asked, MORNING + 5 * HOUR, text="三楼")
    late = walk.report(at=MORNING + HOUR)
    let_happen(late)
    let_happen(late)
    walk.act("kim", "send_up", late, MORNING + 30 * HOUR, reason="请社区派单")
    ringing = walk.report(text=NOISE, at=NIGHT)
    let_happen(ringing)
    with scope(asking_for("dana")) as asking:
        acknowledge(asking=asking, item_id=ringing, now=NIGHT + timedelta(minutes=7))
    walk.act("alice", "withdraw", ringing, NIGHT + HOUR, reason="已经停了")


def everything():
    """All rows of all tables, without the keys that the database counts up."""
    models_read = (model for model in apps.get_models() if model._meta.label not in LEFT_OUT)
    return {model._meta.label: sorted(map(text_of, model.objects.all())) for model in models_read}


def text_of(row):
    fields = [one for one in row._meta.concrete_fields if not isinstance(one, models.AutoField | models.BigAutoField)]
    return json.dumps({one.attname: getattr(row, one.attname) for one in fields}, default=str, sort_keys=True)


def left_by(ledger, monkeypatch):
    """What the five cases leave, with the database as it was before at the end."""
    same_ids_again(monkeypatch)
    with transaction.atomic():
        with scope(system("test")):
            with keeping(ledger) if ledger else nullcontext():
                live_through_five_cases()
            if ledger:
                send(ledger)
            found = everything()
        transaction.set_rollback(True)
    return found


def test_a_history_sent_at_once_leaves_the_rows_of_one_step_after_the_other(monkeypatch):
    one_by_one = left_by(None, monkeypatch)
    at_once = left_by(Ledger(leaves_out=lambda _model, _row: False), monkeypatch)

    assert len(one_by_one["work.Entry"]) > len(one_by_one["work.Item"]) == 5
    for label, rows in one_by_one.items():
        assert at_once[label] == rows, label


def test_nothing_is_written_while_the_ledger_is_open():
    ledger = Ledger(leaves_out=lambda _model, _row: False)
    with scope(system("test")):
        before = everything()
        with keeping(ledger):
            Walk().report()
        assert everything() == before
    assert named("alice") in {
        row["person_id"] for rows in ledger.rows.values() for row in rows.values() if "role" in row
    }
