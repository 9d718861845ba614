"""What the harness promises about pages: the strict client, strict templates, and no way out of this machine."""

import hashlib
import socket
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.template import Context, Engine, Origin, Template

from tests.harness.client import faults_of_page
from tests.harness.network import OutsideWorldTouched
from tests.harness.templates import SOURCE

VENDOR = Path(__file__).resolve().parents[2] / "vendor"


def render(source: str, *, ours: bool = True, **values: object) -> str:
    folder = SOURCE if ours else "/elsewhere"
    template = Template(source, origin=Origin(f"{folder}/page.html"), engine=Engine())
    return template.render(Context(values))


@pytest.mark.parametrize(
    "source",
    [
        "{{ nobody }}",
        "{{ place.mayor }}",
        "{% if nobody %}x{% endif %}",
        "{% if nobody == 1 or place %}x{% endif %}",
        "{% for one in nobody %}x{% endfor %}",
        "{% with one=nobody %}x{% endwith %}",
        "{{ nobody|upper }}",
    ],
)
def test_an_undefined_variable_in_a_template_of_ours_fails_the_test(source: str) -> None:
    with pytest.raises(pytest.fail.Exception, match="undefined template variable"):
        render(source, place={})


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ nobody|default:'-' }}", "-"),
        ("{% if nobody|default:None %}x{% else %}y{% endif %}", "y"),
        ("{{ place.name|upper }}", "A"),
        ("{{ nothing|default_if_none:'-' }}", "-"),
        ("{% for one in 'ab' %}{{ one }}{{ forloop.counter }}{% endfor %}", "a1b2"),
    ],
)
def test_what_a_template_says_itself_about_missing_values_is_kept(source: str, text: str) -> None:
    assert render(source, place={"name": "a"}, nothing=None) == text


def test_templates_of_other_packages_stay_forgiving() -> None:
    assert render("{{ nobody }}{% if nobody %}x{% endif %}", ours=False) == ""


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ("<script>alert(1)</script>", "an inline <script>"),
        ('<p style="color:red">x</p>', "style= on <p>"),
        ('<button onclick="go()">x</button>', "onclick= on <button>"),
        ("<style>p{}</style>", "a <style> that the page's own policy does not allow"),
        ("<p>{{ name }}</p>", "template leftovers: '{{ name }}'"),
        ("<p>{% translate %}</p>", "template leftovers: '{% translate %}'"),
    ],
)
def test_a_page_that_breaks_its_own_rules_is_caught(page: str, fault: str) -> None:
    assert faults_of_page(HttpResponse(page)) == [fault]


@pytest.mark.parametrize(
    "page",
    [
        '<script src="/static/htmx.js"></script>',
        '<script type="application/json">{"a": 1}</script>',
        "<textarea>{{ typed }}</textarea>",
        '<input value="{{ typed }}">',
        "<p>夜里太吵</p>",
    ],
)
def test_an_honest_page_is_let_through(page: str) -> None:
    assert faults_of_page(HttpResponse(page)) == []


def test_a_style_named_by_hash_in_the_policy_is_let_through() -> None:
    policy = "style-src 'sha256-gG2yISYereRMiG2lMXrbiUgi0Ubw9p7QCeWcroOvy9Y='"
    response = HttpResponse("<style>p{}</style>", headers={"Content-Security-Policy": policy})

    assert faults_of_page(response) == []


def test_no_test_reaches_another_machine() -> None:
    with pytest.raises(OutsideWorldTouched), socket.socket() as outside:
        outside.connect(("192.0.2.1", 80))
    with pytest.raises(OutsideWorldTouched):
        socket.getaddrinfo("example.org", 80)


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening, socket.create_connection(listening.getsockname()):
        assert listening.accept()


def test_vendored_files_are_what_their_makers_published() -> None:
    listed = dict(reversed(line.split()) for line in (VENDOR / "SHA256SUMS").read_text().splitlines())
    found = {
        str(path.relative_to(VENDOR)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "SHA256SUMS"
    }

    assert found == listed
