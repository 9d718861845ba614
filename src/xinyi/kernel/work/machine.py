"""A workflow as a table: states and transitions, who may do which, what must be given. Pure, no database."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from xinyi.kernel.base.api import Refused

Text = object  # str or lazy translation


class NotAllowed(Refused):
    """The table has no such step from here for this person."""

    message = _("您现在不能做这一步。")


class Missing(Refused):
    """A field the step needs was left empty."""

    message = _("请填写这一项。")


@dataclass(frozen=True)
class Facts:
    """What a guard may look at, read by the action beforehand."""

    state: str
    me: UUID | None = None
    may: frozenset[str] = frozenset()
    is_holder: bool = False
    is_reporter: bool = False
    is_system: bool = False
    organisation_id: UUID | None = None
    handler_ids: frozenset[UUID] = frozenset()
    evidence: int = 0
    extra: Mapping[str, object] = field(default_factory=dict)

    @property
    def handled_it(self) -> bool:
        """Whether the one asking, or their organisation, handled the matter."""
        return bool({self.me, self.organisation_id} & self.handler_ids)


Guard = Callable[[Facts], Text | None]
"""Answers None when the step may go on, otherwise the reason why not."""


@dataclass(frozen=True)
class State:
    """Where an item stands; ``stage`` is the coarser word residents see, ``waits_for`` whoever owes the next step."""

    name: str
    label: Text
    stage: str
    tone: Literal["info", "warn", "ok", "danger", "mute", "brand"] = "info"
    waits_for: Literal["holder", "reporter", "nobody"] = "holder"
    final: bool = False


@dataclass(frozen=True)
class Transition:
    """One step: from which states to which, by whom, with what.

    ``by`` names "holder", "reporter", "system" or a right granted to roles ("cases.dispatch"). An empty ``target``
    stays. ``moves`` says that the item changes its holder, ``accepts`` that the holder takes it on. ``starts``,
    ``meets`` and ``cancels`` name deadlines.
    """

    name: str
    label: Text
    sources: Sequence[str]
    target: str
    by: Sequence[str]
    requires: Sequence[str] = ()
    guards: Sequence[Guard] = ()
    visibility: Literal["public", "internal"] = "public"
    moves: bool = False
    accepts: bool = False
    starts: Sequence[str] = ()
    meets: Sequence[str] = ()
    cancels: Sequence[str] = ()
    pauses: bool = False
    resumes: bool = False
    told: Text = ""
    key: str = ""


@dataclass(frozen=True)
class Stage:
    """A stage as residents see it."""

    name: str
    label: Text


@dataclass(frozen=True)
class Workflow:
    """The table of one kind of work. ``chain`` names, per level, the roles that take over upwards."""

    name: str
    version: int
    states: Sequence[State]
    transitions: Sequence[Transition]
    stages: Sequence[Stage]
    chain: Mapping[str, Sequence[str]] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)

    def state(self, name: str) -> State:
        """The state; raises KeyError for one the table does not know."""
        known = {one.name: one for one in self.states}
        return known[self.renamed.get(name, name)]

    def transition(self, name: str) -> Transition:
        """The transition; raises NotAllowed for an unknown name, since names come from forms."""
        found = next((one for one in self.transitions if one.name == name), None)
        if found is None:
            raise NotAllowed
        return found


def is_by(transition: Transition, facts: Facts) -> bool:
    """Whether the one asking is among those the transition names."""
    kinds = {"holder": facts.is_holder, "reporter": facts.is_reporter, "system": facts.is_system}
    return any(kinds.get(who, who in facts.may) for who in transition.by)


def refusal(transition: Transition, facts: Facts) -> Text | None:
    """Why the step cannot be taken now, None when it can."""
    if facts.state not in transition.sources or not is_by(transition, facts):
        return NotAllowed.message
    return next((answer for guard in transition.guards if (answer := guard(facts)) is not None), None)


def allowed(workflow: Workflow, facts: Facts) -> list[Transition]:
    """The steps open to the one asking, in the order of the table."""
    return [one for one in workflow.transitions if refusal(one, facts) is None]


def check(workflow: Workflow, name: str, *, facts: Facts, given: Mapping[str, object]) -> Transition:
    """The transition, when it may be taken with what is given.

    Raises ``NotAllowed`` with the guard's reason, ``Missing`` naming the first empty field.
    """
    transition = workflow.transition(name)
    reason = refusal(transition, facts)
    if reason is not None:
        raise NotAllowed(reason)
    for needed in transition.requires:
        if not given.get(needed):
            raise Missing(field=needed)
    return transition


def problems(workflow: Workflow) -> list[str]:
    """What is wrong with the table itself: unknown names, states nobody reaches or leaves."""
    names = {state.name for state in workflow.states}
    used = {name for one in workflow.transitions for name in (*one.sources, one.target) if name}
    stages = {stage.name for stage in workflow.stages}
    found = [f"unknown state {name}" for name in sorted(used - names)]
    found += [f"unknown stage {state.stage}" for state in workflow.states if state.stage not in stages]
    found += [f"nobody reaches {name}" for name in sorted(names - reachable(workflow))]
    leaves = {name for one in workflow.transitions if one.target for name in one.sources}
    return found + [f"no way out of {s.name}" for s in workflow.states if not s.final and s.name not in leaves]


def reachable(workflow: Workflow) -> set[str]:
    """The states on some path from the first one."""
    seen, todo = set(), [workflow.states[0].name]
    while todo:
        state = todo.pop()
        if state not in seen:
            seen.add(state)
            todo += [one.target for one in workflow.transitions if state in one.sources and one.target]
    return seen


def mermaid(workflow: Workflow) -> str:
    """The state diagram, for the folder's README."""
    lines = ["stateDiagram-v2", f"  [*] --> {workflow.states[0].name}"]
    lines += [
        f"  {source} --> {one.target or source}: {one.name}" for one in workflow.transitions for source in one.sources
    ]
    return "\n".join([*lines, *(f"  {state.name} --> [*]" for state in finals(workflow))])


def finals(workflow: Workflow) -> Iterable[State]:
    """The states in which nothing is owed any more."""
    return (state for state in workflow.states if state.final)
