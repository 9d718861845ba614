"""Every address of the product answers: found by walking the resolver, arguments from rows that actions made."""

from collections import Counter
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.cast import RESIDENTS, STAFF, named
from tests.harness.addresses import Address, every_address
from tests.harness.client import Client
from tests.journeys.rows import Rows, candidates, lay, of_scenarios
from xinyi.terminals.components.tests.visitors import world

pytestmark = pytest.mark.django_db

# Addresses that show nothing themselves: a form is sent there, or they pass the reader on. Each must end at a page.
# A step's form is sent with nothing in it and comes back as a page.
FORMS: dict[str, dict[str, Any]] = {
    "set_language": {"language": "en"},
    "resident:sign_out": {},
    "console:sign_out": {},
    "console:acknowledge": {},
    "cases:step": {"text": "三楼也有", "score": "5"},
    "cases_console:step": {"text": "看过了"},
    "cases_console:reveal": {"person": str(named("alice")), "purpose": "回访"},
    **{name: given for module in of_scenarios() for name, given in module.FORMS.items()},
}
PASSES_ON = {"resident:display", "console:display", "resident:notice", "console:notice"}
STRANGER = "nobody"
OK = 200


def visitors(terminal: str) -> dict[str, Client]:
    """A browser for every role that has to do with this terminal, and one that nobody is signed in to."""
    here = world()
    if terminal == "console":
        signed = {one.role: here.staff(one.name) for one in reversed(STAFF)}
    else:
        signed = {"resident": here.resident(next(iter(RESIDENTS)))}
    return {**signed, STRANGER: Client()}


def is_page(client: Client, address: Address, path: str) -> bool:
    """Whether a page comes of it in the end; being sent to sign in is none, except after signing out."""
    if address.name in FORMS:
        answer = client.post(path, {"idem": str(uuid4()), **FORMS[address.name]}, follow=True)
    else:
        answer = client.get(path, follow=address.name in PASSES_ON)
    passed = [where for where, _status in answer.redirect_chain] if hasattr(answer, "redirect_chain") else []
    refused = any("sign-in" in where for where in passed) and not address.name.endswith(":sign_out")
    return answer.status_code == OK and not refused


def roles_answered(address: Address, *, rows: Rows, terminals: dict[str, dict[str, Client]]) -> set[str]:
    """The roles that got a page."""
    paths = [reverse(address.name, kwargs=one) for one in candidates(address.name, address.arguments, rows=rows)]
    found = set()
    for role in list(terminals[address.terminal]):
        client = terminals[address.terminal][role]
        if any(is_page(client, address, path) for path in paths):
            found.add(role)
        if address.name.endswith(":sign_out"):
            terminals[address.terminal] = visitors(address.terminal)
    return found


def test_every_address_answers_some_role(db: None) -> None:
    rows = lay()
    terminals = {terminal: visitors(terminal) for terminal in ("resident", "console", "board")}
    answered = {one.name: roles_answered(one, rows=rows, terminals=terminals) for one in every_address()}

    counts = Counter(role for roles in answered.values() for role in roles)
    for role, count in counts.most_common():
        print(f"{count:>4}  {role}")
    silent = [f"{one.name} ({one.route})" for one in every_address() if not answered[one.name]]
    assert not silent, "no role gets a page from:\n" + "\n".join(silent)
    assert len(answered) == len(every_address())


def test_an_address_that_shows_nothing_itself_still_exists() -> None:
    names = {one.name for one in every_address()}

    assert not (set(FORMS) | PASSES_ON) - names
