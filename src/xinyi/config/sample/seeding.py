"""Makes the sample from nothing, in one transaction: the district first, then what happened in it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.db import transaction

from xinyi.config.discovery import find_apps
from xinyi.config.host.banner import ACCOUNTS
from xinyi.config.sample.accounts import write_accounts
from xinyi.config.sample.district import lay_ground, set_rules
from xinyi.config.sample.geography import chance_from
from xinyi.config.sample.history import close_past, live_through, new_ledger
from xinyi.config.sample.pictures import Pictures
from xinyi.config.sample.residents import settle
from xinyi.config.sample.staff import hire
from xinyi.config.sample.world import World
from xinyi.kernel.places.api import Place
from xinyi.kernel.scope.api import Asking, scope, system

PHOTOS = 30


@dataclass(frozen=True)
class Plan:
    """How large the sample is, and by which chance."""

    residents: int
    seed: int
    cases: int


def seed_sample(*, plan: Plan, now: datetime, say: Callable[[str], object]) -> bool:
    """Fill an empty database; False when it has places already. Apart from ``now`` the seed decides everything.

    Effects: the list of accounts in the installation's folder.
    """
    with transaction.atomic(), scope(system("sample")):
        if Place.objects.exists():
            return False
        ground = lay_ground(residents=plan.residents, seed=plan.seed, now=now)
        set_rules(now=now)
        say(f"{len(ground.by_id)} 个地点 / places")
        staff = hire(ground=ground, chance=chance_from(f"staff {plan.seed}"), now=now)
        people = settle(ground=ground, count=plan.residents, chance=chance_from(f"people {plan.seed}"), now=now)
        say(f"{len(people)} 位居民，{len(staff.members)} 位工作人员 / residents, staff")
        # What was loaded is read anew by whoever asks from here on.
        with scope(system("sample")) as asking:
            chance = chance_from(f"cases {plan.seed}")
            world = World(
                asking=asking, now=now, chance=chance, ground=ground, staff=staff, residents=people,
                pictures=Pictures(asking=asking, chance=chance, now=now), photos_left=PHOTOS,
                ledger=new_ledger(now=now),
            )  # fmt: skip
            say(f"{live_through(world=world, count=plan.cases)} 件诉求 / cases")
            seed_features(asking=asking, now=now)
            close_past(now=now)
    write_accounts(settings.VAR / ACCOUNTS, staff=staff, residents=people)
    return True


def seed_features(*, asking: Asking, now: datetime) -> None:
    """Let every folder that brings a ``seed`` add what it shows."""
    for app in find_apps():
        if find_spec(f"{app}.seed"):
            import_module(f"{app}.seed").seed(asking=asking, now=now)
