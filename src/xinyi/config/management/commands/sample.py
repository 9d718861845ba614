"""`xinyi sample`: fills an empty database with the invented district, once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from xinyi.config.sample.geography import DEFAULT_RESIDENTS
from xinyi.config.sample.seeding import Plan, seed_sample
from xinyi.kernel.base.api import now

READY = "体验数据已生成 / the sample is ready"  # not shown
THERE = "已有数据，未改动 / data is there, unchanged"  # not shown


class Command(BaseCommand):
    """Makes streets, people, posts, rosters and three months of cases; a database with places stays as it is."""

    help = "Fill an empty database with the invented sample district."

    def add_arguments(self, parser: CommandParser) -> None:
        """How large, and by which chance."""
        parser.add_argument("--residents", type=int, default=DEFAULT_RESIDENTS)
        parser.add_argument("--seed", type=int, default=12)
        parser.add_argument("--cases", type=int, default=3000)

    def handle(self, *args: Any, residents: int, seed: int, cases: int, **options: Any) -> None:  # noqa: ARG002
        """Run in sample mode only: invented people have no place beside real ones."""
        if settings.XINYI_MODE != "sample":
            message = "体验数据只能在体验模式下生成 / the sample needs XINYI_MODE=sample"  # not shown
            raise CommandError(message)
        done = seed_sample(plan=Plan(residents=residents, seed=seed, cases=cases), now=now(), say=self.stdout.write)
        self.stdout.write(READY if done else THERE)
