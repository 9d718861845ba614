"""`xinyi walk`: real messages through every public action on a virtual clock; see ``xinyi real`` for its database."""

import logging
from pathlib import Path
from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from xinyi.config.environment import REPOSITORY, read_environment
from xinyi.config.sample.geography import DEFAULT_RESIDENTS
from xinyi.config.sample.walk.figures import figures, keep
from xinyi.config.sample.walk.messages import read_messages
from xinyi.config.sample.walk.walking import walk
from xinyi.kernel.scope.api import scope, system

REPORT = REPOSITORY / "build" / "real.json"
MODE = "真实留言只能在体验模式下走流程 / the walk needs XINYI_MODE=sample"  # not shown
MISSING = "没有找到数据 / no data at {}"  # not shown
BROKEN = "有诉求丢失，或审计与流转不一致 / cases are lost, or audit and legs differ"  # not shown


class Command(BaseCommand):
    """Walks the messages in an empty database, prints the report and fails when it does not add up."""

    help = "Walk the real messages of a data folder through the whole process."

    def add_arguments(self, parser: CommandParser) -> None:
        """What to walk, and by which chance."""
        parser.add_argument("--data", type=Path, required=True)
        parser.add_argument("--limit", type=int, default=None)
        parser.add_argument("--seed", type=int, default=12)
        parser.add_argument("--residents", type=int, default=DEFAULT_RESIDENTS)

    def handle(self, *args: Any, data: Path, limit: int | None, seed: int, residents: int, **options: Any) -> None:  # noqa: ARG002
        """Run in sample mode only, as ``sample`` does."""
        if settings.XINYI_MODE != "sample":
            raise CommandError(MODE)
        try:
            messages = read_messages(data, limit=limit)
        except FileNotFoundError as missing:
            raise CommandError(MISSING.format(missing.filename)) from missing
        # Thousands of messages to telephones, each a line of the log.
        logging.getLogger("xinyi.kernel.notices").setLevel(logging.WARNING)
        began = perf_counter()
        counts = walk(messages=messages, data=data, residents=residents, seed=seed, say=self.stdout.write)
        told = {**counts, "seed": seed, "seconds": round(perf_counter() - began, 1)}
        with scope(system("walk")) as asking:
            owner_url = read_environment().database_owner_url
            found = figures(owner_url=owner_url, messages=messages, data=data, asking=asking, told=told)
        keep(found, REPORT)
        for name, amount in found.items():
            self.stdout.write(f"{name:<24}{amount}")
        if found["lost"] or found["audit_apart_from_legs"]:
            raise CommandError(BROKEN)
