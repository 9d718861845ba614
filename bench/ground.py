"""The ground the figures stand on: the district of the walk (or a small sample), all kinds, 500 rules, the calendar."""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from xinyi.centre.cases.api import load_kinds, load_rules
from xinyi.centre.hints.api import shipped_kinds
from xinyi.config.sample.seeding import Plan, seed_sample
from xinyi.kernel.accounts.api import organisations, sample_residents, sample_staff
from xinyi.kernel.base.api import now
from xinyi.kernel.calendar.api import covered_years
from xinyi.kernel.places.api import Place, place_by_id
from xinyi.kernel.scope.api import scope, system

KINDS, RULES = 519, 500
SMALL = Plan(residents=2000, seed=12, cases=400)


@dataclass(frozen=True)
class Ground:
    """Who asks, and what is there."""

    resident: Any
    clerk: Any
    dispatcher: Any
    handler_id: Any
    note: str


def stand() -> Ground:
    """Fill an empty database, bring kinds and rules up to number, and name the people."""
    with scope(system("bench")):
        is_walked = Place.objects.exists()
    if not is_walked:
        seed_sample(plan=SMALL, now=now(), say=print)
    fill()
    seats = {one.key: one for one in sample_staff(at=now())}
    resident = sample_residents()[0]
    clerk = seats["community_clerk"]
    with scope(system("bench")) as asking:
        place = place_by_id(asking=asking, place_id=place_of_post(clerk.post_id))
        found = [one for one in organisations(asking=asking, at=now(), place=place) if one.kind == "community"]
        note = said(f"{'make real' if is_walked else 'sample'}, {len(covered_years(asking=asking))} years of calendar")
    return Ground(resident, clerk, seats["district_dispatcher"], found[0].id, note)


def fill() -> None:
    """As many kinds and rules as a whole city has; the words of the added kinds are ours read backwards."""
    with scope(system("bench")):
        kinds, rules = count("cases_kind"), count("cases_routingrule")
        spoken = [[[word[::-1], weight] for word, weight in one["words"]] for one in shipped_kinds() if one["words"]]
        load_kinds([
            {"code": f"bench.{n:04d}", "name": f"测量用 {n}", "group": "bench", "group_name": "测量",
             "words": spoken[n % len(spoken)]}
            for n in range(KINDS - kinds)
        ])  # fmt: skip
        load_rules([
            {"order": n % 100, "kind": f"bench.{n:04d}", "reason": "测量", "valid_from": now()}
            for n in range(RULES - rules)
        ])  # fmt: skip


def said(start: str) -> str:
    """What the database holds."""
    return (
        f"{start}, {count('work_item')} items, {count('cases_kind')} kinds, {count('cases_routingrule')} rules,"
        f" {count('places_place')} places"
    )


def count(table: str) -> int:
    """The rows of a table."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])


def place_of_post(post_id: Any) -> int:
    """Where a post stands."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT place_id FROM accounts_post WHERE id = %s", [post_id])
        return int(cursor.fetchone()[0])
