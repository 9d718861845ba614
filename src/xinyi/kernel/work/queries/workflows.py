"""The workflows that installed folders declare, by the name an item's kind carries."""

from functools import cache

from xinyi.kernel.manifest import manifests, resolve
from xinyi.kernel.work.machine import Workflow


@cache
def workflows() -> dict[str, Workflow]:
    """Every declared workflow by name."""
    found = [resolve(one.slug, name) for one in manifests() for name in one.workflows]
    return {workflow.name: workflow for workflow in found}


def workflow_of(kind: str) -> Workflow:
    """The workflow of items of this kind; raises KeyError for an undeclared one."""
    return workflows()[kind]
