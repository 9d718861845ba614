"""Every model protects its rows or says why they are public, and personal values are declared."""

import re
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import BinaryField, Model

from xinyi.kernel.manifest import manifests, personal_fields
from xinyi.kernel.scope.api import scoped_models, scoped_tables

ABOUT_A_PERSON = re.compile(
    r"(^|_)(phone|telephone|mail|address|birth|sex|gender|identity|ip|agent|text|note|lat|lon|latitude|longitude)$"
)
OUR_MODELS = sorted(
    (model for model in apps.get_models() if model.__module__.startswith("xinyi.")), key=lambda model: model._meta.label
)


def names(rows: list[tuple[Any, ...]]) -> list[str]:
    return sorted(str(row[0]) for row in rows)


def ask(sql: str, *parameters: object) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def guarded_tables() -> set[str]:
    """The tables whose row policy is switched on."""
    return set(names(ask("SELECT relname FROM pg_class WHERE relrowsecurity AND relkind IN ('r', 'p')")))


@pytest.mark.django_db
@pytest.mark.parametrize("model", OUR_MODELS, ids=lambda model: model._meta.label)
def test_a_model_has_a_row_policy_or_says_why_it_is_public(model: type[Model]) -> None:
    reason = getattr(model, "public_because", "")

    assert model._meta.db_table in guarded_tables() or reason.strip().endswith(".")


@pytest.mark.django_db
def test_every_scoped_model_has_its_row_policy_in_the_database() -> None:
    assert [table for table in scoped_tables() if table not in guarded_tables()] == []


@pytest.mark.django_db
def test_no_row_policy_stands_without_a_condition() -> None:
    open_ones = ask(
        "SELECT relname FROM pg_class WHERE relrowsecurity AND relkind IN ('r', 'p')"
        " AND NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = pg_class.oid)"
    )

    assert names(open_ones) == []


@pytest.mark.django_db
def test_app_reaches_a_partition_through_its_parent_only() -> None:
    sideways = ask(
        "SELECT child.relname FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid"
        " JOIN pg_class parent ON parent.oid = inhparent WHERE parent.relrowsecurity AND child.relkind = 'r'"
        " AND NOT child.relrowsecurity AND has_table_privilege('app', child.oid, 'SELECT, INSERT, UPDATE, DELETE')"
    )

    assert names(sideways) == []


@pytest.mark.django_db
def test_app_owns_nothing_and_may_create_nothing() -> None:
    owned = ask("SELECT relname FROM pg_class JOIN pg_roles ON pg_roles.oid = relowner WHERE rolname = 'app'")
    rights = ask("SELECT has_schema_privilege('app', 'public', 'CREATE')")

    assert (names(owned), rights) == ([], [(False,)])


@pytest.mark.django_db
def test_a_function_that_runs_as_owner_looks_nothing_up_in_a_path_of_the_caller() -> None:
    loose = ask(
        "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        " AND NOT coalesce(array_to_string(proconfig, ' '), '') LIKE '%%search_path%%'"
    )

    assert names(loose) == []


@pytest.mark.django_db
def test_reader_reads_no_table_that_has_a_row_policy() -> None:
    readable = ask("SELECT relname FROM pg_class WHERE relrowsecurity AND has_table_privilege('reader', oid, 'SELECT')")

    assert names(readable) == []


def declared_fields() -> set[str]:
    """``app.model.field`` of every declared personal field; a model without an app is the declaring folder's own."""
    named = ((slug, f"{field.model}.{field.field}") for slug, field in personal_fields())
    return {(name if name.count(".") > 1 else f"{slug}.{name}").lower() for slug, name in named}


def test_a_field_about_a_person_is_declared() -> None:
    """Telephone, place and free words on rows that are not public; a reason against it stands in the manifest."""
    known = declared_fields() | {name.lower() for one in manifests() for name in one.exemptions}
    about_people = [
        f"{model._meta.label}.{field.name}"
        for model in OUR_MODELS
        for field in model._meta.concrete_fields
        if not hasattr(model, "public_because") and ABOUT_A_PERSON.search(field.name)
    ]

    assert "\n".join(name for name in about_people if name.lower() not in known) == ""


def test_a_model_with_sealed_values_declares_what_is_in_them() -> None:
    declared = {name.rpartition(".")[0] for name in declared_fields()}
    sealed = [
        model._meta.label
        for model in OUR_MODELS
        if not hasattr(model, "public_because")
        and any(isinstance(field, BinaryField) for field in model._meta.concrete_fields)
    ]

    assert [label for label in sealed if label.lower() not in declared] == []


def test_what_is_declared_as_personal_exists() -> None:
    labels = {model._meta.label.lower() for model in OUR_MODELS}

    assert {name.rpartition(".")[0] for name in declared_fields()} - labels == set()


def test_a_scoped_model_lets_the_database_make_no_readable_keys() -> None:
    """A key that counts opens the neighbour's row: what an address names has a random key."""
    counted = [
        model._meta.label
        for model in scoped_models()
        if model._meta.pk.get_internal_type() in {"AutoField", "BigAutoField"} and hasattr(model, "get_absolute_url")
    ]

    assert counted == []
