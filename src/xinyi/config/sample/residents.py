"""Who lives in the sample district."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from xinyi.config.sample.district import SET_UP, Ground
from xinyi.config.sample.naming import named, person_name, resident_phone
from xinyi.kernel.accounts.api import NewPerson, NewResidence, load_people, load_residences
from xinyi.kernel.places.api import PlaceRef

# These stand first in the sample's sign-in and in the table a start prints.
NAMED = ("王沐舟", "李知然", "张景宁", "刘书帆", "陈清禾", "杨若溪")
PER_DWELLING = 2.5
CONSENTS = (("cases", "1"),)


@dataclass(frozen=True)
class Resident:
    """Somebody at home."""

    id: UUID
    name: str
    phone: str
    home: PlaceRef


def settle(*, ground: Ground, count: int, chance: Random, now: datetime) -> list[Resident]:
    """Residents with telephones, consents and homes; needs ``system`` scope."""
    homes = ground.by_level["dwelling"]
    people = [
        Resident(
            named(f"resident {n}"),
            NAMED[n] if n < len(NAMED) else person_name(chance),
            resident_phone(n + 1),
            homes[min(int(n / PER_DWELLING), len(homes) - 1)],
        )
        for n in range(count)
    ]
    since = now - SET_UP
    load_people(NewPerson(one.id, since, name=one.name, phone=one.phone, consents=CONSENTS) for one in people)
    load_residences(
        NewResidence(
            one.id, one.home, kind_of(chance), (since - timedelta(days=chance.randrange(4000))).date(), "window"
        )
        for one in people
    )
    return people


def kind_of(chance: Random) -> str:
    """Most own their home."""
    return "owner" if chance.random() < 0.7 else "tenant"
