"""Folders become apps and addresses by being there; pages carry their policies; faults carry their number."""

import logging
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import path

from xinyi.config import errors, urls
from xinyi.config.discovery import LAYERS, find_apps
from xinyi.config.headers import content_policy, live_origin, policy_headers
from xinyi.config.health import answer_probes
from xinyi.config.host.banner import account_table
from xinyi.config.languages import chosen_language
from xinyi.config.messages import compile_messages


def folder(root: Path, name: str, *files: str) -> None:
    (root / name).mkdir(parents=True)
    for file in files:
        (root / name / file).write_text("")


def test_apps_are_found_lowest_layer_first_and_only_where_there_is_one(tmp_path: Path) -> None:
    folder(tmp_path, "scenarios/wishes", "models.py")
    folder(tmp_path, "kernel/work", "__init__.py")
    folder(tmp_path, "kernel/audit", "apps.py")
    folder(tmp_path, "kernel/notes", "README.md")
    folder(tmp_path, "kernel/tests", "__init__.py")

    found = [app for app in find_apps(tmp_path) if app.startswith("xinyi.")]

    assert found == ["xinyi.kernel.audit", "xinyi.kernel.work", "xinyi.scenarios.wishes"]


def test_the_installed_apps_follow_the_direction_of_imports() -> None:
    layers = [app.split(".")[1] for app in settings.APPS if app.startswith("xinyi.")]

    assert layers == sorted(layers, key=LAYERS.index)


def test_a_folder_is_mounted_under_each_terminal_it_has_pages_for() -> None:
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    own = SimpleNamespace(
        resident_urlpatterns=[path("", page, name="home")], console_urlpatterns=[path("list/", page, name="list")]
    )

    found = urls.feature_addresses("xinyi.scenarios.wishes", urls=own)

    assert [(str(one.pattern), one.namespace) for one in found] == [
        ("wishes/", "wishes"),
        ("console/wishes/", "wishes_console"),
    ]


def test_the_policy_allows_our_own_scripts_and_the_live_origin_only() -> None:
    policy = dict(part.split(" ", 1) for part in content_policy(live="https://live.example").split("; "))

    assert policy["script-src"] == "'self'"
    assert policy["connect-src"] == "'self' https://live.example"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in " ".join(policy.values())
    assert policy["style-src"].startswith("'self' 'sha256-")


def test_open_pages_listen_one_port_up_unless_told_otherwise(settings: object) -> None:
    request = RequestFactory().get("/", headers={"Host": "127.0.0.1:8000"})
    settings.LIVE_ORIGIN, settings.LIVE_PORT = "", 8001  # type: ignore[attr-defined]

    assert live_origin(request) == "http://127.0.0.1:8001"

    settings.LIVE_ORIGIN = "https://live.example"  # type: ignore[attr-defined]
    assert live_origin(request) == "https://live.example"


def test_every_answer_carries_the_policies() -> None:
    answer = policy_headers(lambda request: HttpResponse())(RequestFactory().get("/"))

    assert {"Content-Security-Policy", "Permissions-Policy"} <= set(answer.headers)


@pytest.mark.parametrize(
    ("cookies", "language"),
    [({}, "zh-hans"), ({"xinyi_language": "en"}, "en"), ({"xinyi_language": "xx"}, "zh-hans")],
)
def test_the_language_is_the_cookies_and_chinese_otherwise(cookies: dict[str, str], language: str) -> None:
    request = RequestFactory().get("/", headers={"Accept-Language": "en"})
    request.COOKIES.update(cookies)

    answer = chosen_language(lambda asked: HttpResponse(asked.LANGUAGE_CODE))(request)

    assert answer.content.decode() == language
    assert answer.headers["Content-Language"] == language


def test_a_living_process_says_so_without_a_database() -> None:
    def unreachable(request: HttpRequest) -> HttpResponse:
        raise AssertionError(request)

    assert answer_probes(unreachable)(RequestFactory().get("/healthz")).content == b"ok"


@pytest.mark.django_db
def test_a_ready_process_has_a_database_that_answers() -> None:
    assert answer_probes(lambda request: HttpResponse())(RequestFactory().get("/readyz")).content == b"ready"


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (lambda request: errors.bad_request(request, ValueError()), 400),
        (lambda request: errors.bad_request(request, RequestDataTooBig()), 413),
        (lambda request: errors.refused(request, PermissionError()), 403),
        (lambda request: errors.form_expired(request, reason="no cookie"), 403),
        (lambda request: errors.not_found(request, LookupError()), 404),
    ],
)
def test_every_refusal_has_a_page_of_ours(answer: Callable[[HttpRequest], HttpResponse], status: int) -> None:
    page = answer(RequestFactory().get("/"))

    assert page.status_code == status
    assert page.content.decode().startswith("<!doctype html>")


def test_a_broken_request_carries_the_number_that_the_log_knows(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="xinyi.errors"):
        page = errors.broken(RequestFactory().get("/somewhere/"))

    number = caplog.records[0].number  # type: ignore[attr-defined]
    assert page.status_code == 500
    assert number in page.content.decode()


def test_translations_are_compiled_once(tmp_path: Path) -> None:
    folder(tmp_path, "work/locale/en/LC_MESSAGES")
    source = tmp_path / "work/locale/en/LC_MESSAGES/django.po"
    source.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "好"\nmsgstr "good"\n')

    assert compile_messages(tmp_path) == [source]
    assert compile_messages(tmp_path) == []


def test_the_table_of_accounts_lines_up_under_chinese_headings(tmp_path: Path) -> None:
    list_of_accounts = tmp_path / "sample_accounts.json"
    list_of_accounts.write_text('[{"角色": "居民", "login": "19900000001"}, {"角色": "社区书记", "login": "kim"}]')

    assert account_table(list_of_accounts) == [
        "  角色      login",
        "  居民      19900000001",
        "  社区书记  kim",
    ]
    assert account_table(tmp_path / "missing.json") == []
