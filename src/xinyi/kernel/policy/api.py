"""The door to policy."""

from xinyi.kernel.policy.actions import EarlierThanFormer, put
from xinyi.kernel.policy.queries import PolicyMissing, RuleInForce, rule_in_force, value, version_of, versions

__all__ = [
    "EarlierThanFormer",
    "PolicyMissing",
    "RuleInForce",
    "put",
    "rule_in_force",
    "value",
    "version_of",
    "versions",
]
