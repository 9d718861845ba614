"""`xinyi learn_hints DATA`: learns from labelled texts and says how often the hints are right on the others."""

from argparse import ArgumentParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from xinyi.centre.hints.api import accuracy, learn_from, shipped_kinds


class Command(BaseCommand):
    """Learns from the even rows of DATA/complaints/labelled.csv, measures on the odd ones."""

    help = "Learn hints for kinds from DATA/complaints/labelled.csv."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The folder of data, and the file to write."""
        parser.add_argument("data", type=Path)
        parser.add_argument("--to", type=Path, default=Path(settings.VAR) / "hints.json")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Learn, write, measure with the shipped list of kinds."""
        data, target = options["data"], options["to"]
        kinds = [SimpleNamespace(**row) for row in shipped_kinds()]
        try:
            weights = learn_from(data=data, target=target)
        except FileNotFoundError as missing:
            raise CommandError(_("没有找到 %(file)s。") % {"file": missing.filename}) from missing
        for what, known in ((_("只看词表"), None), (_("词表加学习"), weights)):
            right, total = accuracy(data, kinds, weights=known)
            self.stdout.write(f"{what}: {right} / {total} = {right / total:.1%}")
        self.stdout.write(str(target))
