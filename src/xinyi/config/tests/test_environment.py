"""Which settings are taken, which are refused, and that a refusal names the variable and the mend."""

from pathlib import Path

import pytest

from xinyi.config.environment import embedded_url, read_environment
from xinyi.config.host.keys import write_private
from xinyi.config.refusals import StartRefused


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("XINYI_MODE", "demo"),
        ("XINYI_PORT", "0"),
        ("XINYI_PORT", "65535"),
        ("XINYI_PORT", "eighty"),
        ("XINYI_BIND", "localhost"),
        ("XINYI_WEB_WORKERS", "0"),
        ("XINYI_SECRET_KEY", "short"),
        ("XINYI_HOSTS", "http://xinyi.example"),
        ("XINYI_LIVE_ORIGIN", "xinyi.example"),
        ("XINYI_HTTPS", "perhaps"),
        ("XINYI_VAR", __file__),
        ("DATABASE_URL", "mysql://host/xinyi"),
        ("DATABASE_URL", "postgresql://host"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(StartRefused) as refused:
        read_environment({name: value})

    (problem,) = refused.value.problems
    assert name in problem.chinese
    assert name in problem.english


def test_all_wrong_values_are_told_at_once() -> None:
    with pytest.raises(StartRefused) as refused:
        read_environment({"XINYI_MODE": "demo", "XINYI_PORT": "0"})

    assert len(refused.value.problems) == 2


def test_a_refused_address_or_secret_is_not_printed() -> None:
    with pytest.raises(StartRefused) as refused:
        read_environment({"DATABASE_URL": "mysql://kim:opensesame@host/xinyi", "XINYI_SECRET_KEY": "too-short"})

    assert "opensesame" not in str(refused.value)
    assert "too-short" not in str(refused.value)


def test_without_a_word_it_is_production_and_strict(tmp_path: Path) -> None:
    told = read_environment({"XINYI_VAR": str(tmp_path)})

    assert (told.mode, told.https, told.one_click_sign_in, told.hosts) == ("production", True, False, ())
    assert (told.port, told.live_port, told.bind) == (8000, 8001, "127.0.0.1")


def test_a_trial_is_easy_to_enter(tmp_path: Path) -> None:
    told = read_environment({"XINYI_VAR": str(tmp_path), "XINYI_MODE": "sample"})

    assert (told.is_sample, told.https, told.one_click_sign_in, told.hosts) == (True, False, True, ("*",))


def test_an_empty_variable_counts_as_missing() -> None:
    assert read_environment({"XINYI_PORT": ""}).port == 8000


def test_the_embedded_database_is_addressed_by_what_the_last_start_wrote(tmp_path: Path) -> None:
    assert embedded_url(tmp_path, login="app") == ""

    write_private(tmp_path / "db.json", '{"passwords": {"app": "a/b"}, "socket_folder": "/run/a b"}')

    assert embedded_url(tmp_path, login="app") == "postgresql://app:a%2Fb@/xinyi?host=%2Frun%2Fa%20b"


def test_a_given_database_hides_the_embedded_one(tmp_path: Path) -> None:
    write_private(tmp_path / "db.json", '{"passwords": {"app": "a", "owner": "b"}, "socket_folder": "/run"}')

    told = read_environment({"XINYI_VAR": str(tmp_path), "DATABASE_URL": "postgresql://app@host/xinyi"})

    assert (told.database_is_ours, told.database_url) == (False, "postgresql://app@host/xinyi")
    assert told.database_owner_url == ""
