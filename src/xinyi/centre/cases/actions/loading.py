"""Loads the list of kinds and the routing rules, for set-up, samples and tests."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from xinyi.centre.cases.models import Kind, RoutingRule
from xinyi.centre.cases.queries.kinds import STAMP
from xinyi.kernel.base.api import Rows, write
from xinyi.kernel.scope.api import bump


def load_kinds(rows: Sequence[Mapping[str, Any]]) -> None:
    """Put rows into the list of kinds; a code that is there already stays as it is. One statement and the stamp."""
    defaults = {field.attname: field.get_default() for field in Kind._meta.concrete_fields}
    with transaction.atomic():
        write(Rows(Kind, [{**defaults, **row} for row in rows], once=True))
        bump(STAMP)


def load_rules(rows: Sequence[Mapping[str, Any]]) -> None:
    """Add routing rules. One statement and the stamp."""
    fields = [field for field in RoutingRule._meta.concrete_fields if not field.primary_key]
    defaults = {field.attname: field.get_default() for field in fields}
    with transaction.atomic():
        write(Rows(RoutingRule, [{**defaults, **row} for row in rows]))
        bump(STAMP)
