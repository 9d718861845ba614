"""Which rule holds, when and where."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from xinyi.kernel.places.api import Place, PlaceRow, load_places, place_by_code
from xinyi.kernel.policy.api import EarlierThanFormer, PolicyMissing, put, value, version_of, versions
from xinyi.kernel.policy.models import Rule
from xinyi.kernel.scope.api import Actor, ensure_months, scope, system

NOW = datetime(2026, 3, 2, 15, 45, tzinfo=UTC)
DAY = timedelta(days=1)
ADMINISTRATOR = Actor(name="管理员")


@pytest.fixture(autouse=True)
def _district(db):
    """Everything in a test happens in one transaction that sees the whole district."""
    with scope(system("test")):
        ensure_months(NOW.date(), NOW.date())
        yield


def rule(body, *, valid_from=NOW, place_id=None):
    return put(actor=ADMINISTRATOR, name="test.limit", body=body, valid_from=valid_from, now=NOW, place_id=place_id)


def asked(at, place=None):
    with scope(system("test")) as asking:
        return value(asking=asking, name="test.limit", at=at, place=place)


def test_a_new_rule_ends_the_former_one_at_its_own_beginning():
    rule({"days": 2})
    rule({"days": 1}, valid_from=NOW + DAY)

    instants = [NOW, NOW + DAY - timedelta(seconds=1), NOW + DAY, NOW + 9 * DAY]
    assert [asked(at)["days"] for at in instants] == [2, 2, 1, 1]


def test_before_the_first_rule_none_is_in_force():
    rule({"days": 2})

    with pytest.raises(PolicyMissing):
        asked(NOW - timedelta(seconds=1))


def test_versions_of_a_name_are_counted_and_can_be_kept_beside_a_decision():
    made = [rule({"days": 2}), rule({"days": 1}, valid_from=NOW + DAY)]

    with scope(system("test")) as asking:
        found = [version_of(asking=asking, name="test.limit", at=at) for at in (NOW, NOW + DAY)]
        newest_first = [one.version for one in versions(asking=asking, name="test.limit")]
    assert found == made == [1, 2]
    assert newest_first == [2, 1]


def test_an_unchanged_rule_makes_no_new_version():
    assert [rule({"days": 2}), rule({"days": 2}, valid_from=NOW + DAY)] == [1, 1]


@pytest.mark.parametrize("start", [NOW, NOW - DAY])
def test_a_rule_never_begins_before_the_one_it_follows(start):
    rule({"days": 2})

    with pytest.raises(EarlierThanFormer):
        rule({"days": 1}, valid_from=start)


def test_the_smallest_place_with_a_rule_of_its_own_wins_and_others_keep_the_districts():
    street, community, other = two_communities()
    rule("district")
    rule("street", place_id=street.id)
    rule("community", place_id=community.id)

    assert [asked(NOW, place) for place in (None, street, community, other)] == [
        "district",
        "street",
        "community",
        "street",
    ]


def test_two_open_ended_rules_of_one_name_and_place_cannot_be_stored():
    rule({"days": 2})

    with pytest.raises(IntegrityError), transaction.atomic():
        Rule.objects.create(name="test.limit", body={}, version=2, valid_from=NOW + DAY)


def two_communities():
    """A street of our own with two communities."""
    top = Place.objects.filter(level="district", valid_to=None).values_list("code", flat=True).first()
    rows = [] if top else [PlaceRow("TD0", "试验区", "district")]
    rows += [PlaceRow("TS1", "北街街道", "street", top or "TD0")]
    rows += [PlaceRow(code, "试验社区", "community", "TS1") for code in ("TC1", "TC2")]
    load_places(actor=ADMINISTRATOR, rows=rows, now=NOW)
    with scope(system("test")) as asking:
        return [place_by_code(asking=asking, code=code) for code in ("TS1", "TC1", "TC2")]
