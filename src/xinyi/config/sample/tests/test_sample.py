"""The command that makes the sample: once, whole, and plausible on the day it is made."""

import json
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from xinyi.config.sample import seeding
from xinyi.config.sample.seeding import Plan, seed_sample
from xinyi.kernel.accounts.api import sample_residents, sample_staff
from xinyi.kernel.manifest import roles
from xinyi.kernel.scope.api import scope, system
from xinyi.kernel.work.api import Item

# A Wednesday, 15:20 in Chengdu.
AFTERNOON = datetime(2026, 3, 11, 7, 20, tzinfo=UTC)
SMALL = Plan(residents=300, seed=12, cases=60)


def one(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def test_the_sample_is_made_once_and_looks_alive(empty_db, tmp_path, monkeypatch):
    assert seed_sample(plan=SMALL, now=AFTERNOON, say=str)
    assert not seed_sample(plan=SMALL, now=AFTERNOON, say=str)

    with scope(system("test")):
        items = list(Item.objects.filter(kind="cases.case"))
        assert len(items) == len({item.number for item in items}) == 60
        assert max(item.filed_at for item in items) < AFTERNOON
        assert {"closed"} < {item.state for item in items}
        assert sum(item.is_open for item in items) < 30
        # Nobody is told now of what happened before today.
        assert one("SELECT count(*) FROM procrastinate_jobs WHERE scheduled_at < '2026-03-10 16:00+00'") == 0
        assert one("SELECT count(*) FROM facts_day WHERE name = 'cases.reported'") > 0
        # Every fact of a closed day is in its sums, whichever folder laid it.
        closed = one("SELECT count(*) FROM facts_fact WHERE at < '2026-03-10 16:00+00'")
        assert one("SELECT sum(count) FROM facts_day") == closed
    everybody = {person.key for person in sample_staff(at=AFTERNOON)}
    assert everybody == set(roles())
    assert sample_residents()[0].name.startswith("王")
    lines = json.loads((tmp_path / "sample_accounts.json").read_text())
    assert {line["姓名"] for line in lines} > {"王沐舟"}


def test_a_feature_that_fails_leaves_nothing_half_done(empty_db, monkeypatch):
    def broken(**_given):
        raise ZeroDivisionError

    monkeypatch.setattr(seeding, "seed_features", broken)
    with pytest.raises(ZeroDivisionError):
        seed_sample(plan=SMALL, now=AFTERNOON, say=str)

    assert one("SELECT count(*) FROM places_place") == 0


def test_a_real_installation_is_never_filled(settings):
    settings.XINYI_MODE = "production"
    with pytest.raises(CommandError):
        call_command("sample", stdout=StringIO())
