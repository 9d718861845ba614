"""The list of kinds and the rules of routing, kept in the process by their stamp."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from xinyi.centre.cases.models import Kind, RoutingRule
from xinyi.kernel.base.api import Refused
from xinyi.kernel.policy.api import rule_in_force
from xinyi.kernel.scope.api import Asking, cached
from xinyi.kernel.work.api import Limit

STAMP = "cases"


class KindUnknown(Refused):
    """The chosen kind is not on the list."""

    message = _("类别表里没有这一类，请重新选择。")


def kinds(*, asking: Asking) -> Mapping[str, Kind]:
    """Code to kind, of every kind that may be chosen, in the order of the list."""
    return cached(asking, "cases.kinds", stamps=(STAMP,), load=read_kinds)


def read_kinds() -> dict[str, Kind]:
    """One statement."""
    return {kind.code: kind for kind in Kind.objects.filter(is_active=True).order_by("group", "code")}


def kind_named(*, asking: Asking, code: str) -> Kind:
    """The kind. Raises ``KindUnknown``."""
    found = kinds(asking=asking).get(code)
    if found is None:
        raise KindUnknown(field="kind")
    return found


def kind_label(kind: Kind) -> str:
    """ "噪音扰民 / 商家音响", in the reader's language where it is translated."""
    if get_language() == "en" and kind.name_en:
        return f"{kind.group_name_en} / {kind.name_en}"
    return f"{kind.group_name} / {kind.name}"


def group_words(*, asking: Asking) -> dict[str, str]:
    """The word for each group of kinds, by which facts are counted, in the reader's language where it is translated."""
    known = kinds(asking=asking).values()
    if get_language() == "en":
        return {kind.group: kind.group_name_en or kind.group_name for kind in known}
    return {kind.group: kind.group_name for kind in known}


def rules(*, asking: Asking) -> list[RoutingRule]:
    """Every routing rule in the order in which they are asked."""
    return cached(
        asking, "cases.rules", stamps=(STAMP,), load=lambda: list(RoutingRule.objects.order_by("order", "id"))
    )


def limits(*, asking: Asking, urgency: str, at: datetime) -> dict[str, Limit]:
    """Promise to limit, for this urgency, as the rule in force says."""
    rule = rule_in_force(asking=asking, name="cases.limits", at=at)
    found: dict[str, Any] = rule.body.get(urgency) or rule.body["ordinary"]
    return {name: Limit(amount, counting, rule.version) for name, (amount, counting) in found.items()}
