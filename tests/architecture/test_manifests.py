"""What every folder gets checked for free, from its manifest alone (the bronze list of docs/house-style.md).

Exemptions stand in the folder's manifest with a reason: ``exemptions={"test_name": "why"}``.
"""

import ast
import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import get_template
from django.urls import reverse

from tests.architecture.code import SOURCE, Module, dotted, production
from xinyi.kernel.manifest import Manifest, manifests, resolve, roles
from xinyi.kernel.manifest.discovery import folders
from xinyi.kernel.work.machine import Facts, Transition, Workflow, problems, refusal

SENTENCES_OF_LAW = 10
BELOW = ("kernel", "terminals", "centre")
HOLDERS = {"holder", "reporter", "system"}
FOLDER_OF = {slug: Path(str(import_module(name).__file__)).parent for slug, name in folders().items()}
FEATURES = [one for one in manifests() if FOLDER_OF[one.slug].parent.name in {"centre", "scenarios"}]

every_manifest = pytest.mark.parametrize("one", manifests(), ids=lambda one: one.slug)
every_feature = pytest.mark.parametrize("one", FEATURES, ids=lambda one: one.slug)


@pytest.fixture(autouse=True)
def _exempted(request: pytest.FixtureRequest) -> None:
    one = request.node.callspec.params.get("one") if hasattr(request.node, "callspec") else None
    if isinstance(one, Manifest) and (reason := one.exemptions.get(request.function.__name__)):
        pytest.skip(f"{one.slug}: {reason}")


def workflows_of(one: Manifest) -> list[Workflow]:
    return [resolve(one.slug, name) for name in one.workflows]


EVERY_WORKFLOW = [
    pytest.param(workflow, id=f"{one.slug}.{workflow.name}") for one in manifests() for workflow in workflows_of(one)
]
EVERY_STEP = [
    pytest.param(workflow, step, id=f"{one.slug}.{step.name}")
    for one in manifests()
    for workflow in workflows_of(one)
    for step in workflow.transitions
]


@every_manifest
def test_the_slug_is_the_name_of_the_folder(one: Manifest) -> None:
    assert one.slug == FOLDER_OF[one.slug].name


def test_no_two_folders_share_a_slug() -> None:
    assert len(folders()) == len(set(folders().values())) == len(manifests())


@every_manifest
def test_whatever_a_manifest_names_is_there(one: Manifest) -> None:
    named = [*one.workflows, *(slot.query for slot in one.slots), *(each.run for each in one.reactions)]
    named += [handover.run for handover in one.handovers]

    assert [name for name in named if name and not callable_or_table(one.slug, name)] == []


def callable_or_table(slug: str, name: str) -> bool:
    found = resolve(slug, name)
    return callable(found) or isinstance(found, Workflow)


@every_manifest
def test_the_templates_and_addresses_of_its_slots_are_there(one: Manifest) -> None:
    for slot in one.slots:
        if slot.template:
            assert get_template(slot.template)
        if slot.url:
            assert reverse(slot.url).startswith("/")


@every_manifest
def test_a_slot_names_roles_that_some_folder_declares(one: Manifest) -> None:
    assert [name for slot in one.slots for name in slot.roles if name not in roles()] == []


@every_manifest
def test_what_it_reacts_to_is_published_somewhere(one: Manifest) -> None:
    events = import_module("xinyi.kernel.jobs.events")

    assert [each.event for each in one.reactions if not isinstance(events.event_class(each.event), type)] == []


@every_manifest
def test_a_notice_says_each_of_its_parameters_and_no_other(one: Manifest) -> None:
    said = {kind.code: set(re.findall(r"%\((\w+)\)", str(kind.text))) for kind in one.notices}

    assert said == {kind.code: set(kind.parameters) for kind in one.notices}


@every_manifest
def test_its_codes_and_facts_carry_its_name(one: Manifest) -> None:
    names = [kind.code for kind in one.notices] + [fact.name for fact in one.facts]

    assert [name for name in names if not name.startswith(f"{one.slug}.")] == []


@every_feature
def test_its_templates_and_static_files_are_under_its_own_name(one: Manifest) -> None:
    folder = FOLDER_OF[one.slug]
    inside = [path for kind in ("templates", "static") for path in folder.glob(f"{kind}/*")]

    assert [path.name for path in inside if path.name != one.slug] == []


@every_feature
def test_it_has_a_readme_that_says_whom_it_serves(one: Manifest) -> None:
    readme = FOLDER_OF[one.slug] / "README.md"

    assert readme.exists()
    assert len(readme.read_text(encoding="utf-8").splitlines()) > 1


@every_feature
def test_each_of_its_workflows_has_ten_sentences_of_law(one: Manifest) -> None:
    files = FOLDER_OF[one.slug].glob("tests/test_law*.py")
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in files]
    sentences = [
        node.name
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and "test_" in node.name
    ]

    assert len(sentences) >= SENTENCES_OF_LAW * len(one.workflows)


@pytest.mark.parametrize("workflow", EVERY_WORKFLOW)
def test_every_state_is_reached_and_every_open_one_left(workflow: Workflow) -> None:
    assert problems(workflow) == []


@pytest.mark.parametrize("workflow", EVERY_WORKFLOW)
def test_every_right_of_the_table_is_some_roles(workflow: Workflow) -> None:
    granted = {right for role in roles().values() for right in role.may}
    used = {who for step in workflow.transitions for who in step.by} - HOLDERS

    assert used - granted == set()


@pytest.mark.parametrize(("workflow", "step"), EVERY_STEP)
def test_a_step_works_from_its_own_states_only(workflow: Workflow, step: Transition) -> None:
    others = [state.name for state in workflow.states if state.name not in step.sources]
    everybody = {"may": frozenset(step.by), "is_holder": True, "is_reporter": True, "is_system": True}

    assert [state for state in others if refusal(step, Facts(state=state, **everybody)) is None] == []


@pytest.mark.parametrize(("workflow", "step"), EVERY_STEP)
def test_a_step_is_refused_to_everybody_it_does_not_name(workflow: Workflow, step: Transition) -> None:
    rights = {who for each in workflow.transitions for who in each.by} - HOLDERS - set(step.by)
    holds: dict[str, Any] = {f"is_{who}": who not in step.by for who in HOLDERS}
    strangers = [Facts(state=state, may=frozenset(rights), **holds) for state in step.sources]

    assert [facts.state for facts in strangers if refusal(step, facts) is None] == []


def first_words(name: str) -> set[str]:
    """The constant texts that production code gives as first argument or ``name=``/``code=`` to calls of ``name``."""
    found = set()
    for module in production():
        for call in (call for call in module.calls() if dotted(call.func).rpartition(".")[2] == name):
            given = [*call.args[:1], *(each.value for each in call.keywords if each.arg in {"name", "code"})]
            found |= {one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return found


def test_every_fact_that_is_recorded_is_declared() -> None:
    assert first_words("fact") - {fact.name for one in manifests() for fact in one.facts} == set()


def test_every_notice_that_is_given_is_declared() -> None:
    assert first_words("notify") - {kind.code for one in manifests() for kind in one.notices} == set()


def test_nothing_below_a_scenario_names_it() -> None:
    slugs = [one.slug for one in FEATURES if FOLDER_OF[one.slug].parent.name == "scenarios"]
    of_code = re.compile(rf"^({'|'.join(slugs) or '(?!)'})([.:/_]|$)")
    of_template = re.compile(rf"\b({'|'.join(slugs) or '(?!)'})[:/]")
    below = [module for module in production() if module.name.split("/")[0] in BELOW]
    found = [module.name for module in below for text in constants(module) if of_code.match(text)]
    templates = [path for layer in BELOW for path in SOURCE.glob(f"{layer}/**/*.html")]
    found += [str(path) for path in templates if of_template.search(path.read_text(encoding="utf-8"))]

    assert found == []


def constants(module: Module) -> list[str]:
    return [one.value for one in ast.walk(module.tree) if isinstance(one, ast.Constant) and isinstance(one.value, str)]


@every_feature
def test_it_has_addresses_or_a_reason_for_none(one: Manifest) -> None:
    assert find_spec(f"{folders()[one.slug]}.urls") is not None
