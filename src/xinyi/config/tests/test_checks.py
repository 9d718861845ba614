"""What refuses a start: settings that do not go together, the wrong keys, the wrong database."""

import socket
from pathlib import Path

import pytest

from xinyi.config.environment import Environment, read_environment
from xinyi.config.host import checks
from xinyi.config.host.keys import KEY_BYTES, make_keys, read_keys
from xinyi.config.host.mark import Mark
from xinyi.config.refusals import Problem, StartRefused


def told(**variables: str) -> Environment:
    return read_environment({"XINYI_HOSTS": "xinyi.example", **variables})


def test_a_trial_and_a_complete_production_start() -> None:
    assert list(checks.environment_problems(told())) == []
    assert list(checks.environment_problems(told(XINYI_MODE="sample"))) == []


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({"XINYI_ONE_CLICK_SIGN_IN": "on"}, "XINYI_ONE_CLICK_SIGN_IN"),
        ({"XINYI_HOSTS": ""}, "XINYI_HOSTS"),
    ],
)
def test_production_refuses_what_is_for_trials_only(variables: dict[str, str], named: str) -> None:
    (problem,) = checks.environment_problems(told(**variables))

    assert named in problem.chinese
    assert named in problem.english


@pytest.mark.parametrize(
    ("mark", "mode", "refused"),
    [
        (None, "sample", False),
        (Mark(), "sample", False),
        (Mark(mode="sample", keys="k"), "sample", False),
        (Mark(mode="sample", keys="k"), "production", True),
        (Mark(mode="production", keys="k"), "sample", True),
        (Mark(mode="production", keys="k"), "production", False),
        (Mark(mode="production", keys="other"), "production", True),
    ],
)
def test_a_database_serves_only_its_own_mode_and_keys(mark: Mark | None, mode: str, *, refused: bool) -> None:
    assert bool(list(checks.mark_problems(mark, mode=mode, keys="k"))) is refused


def test_a_taken_port_is_told_with_its_number() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        problems = list(checks.port_problems(told(XINYI_PORT=str(port))))

    assert str(port) in problems[0].chinese


def test_every_problem_is_raised_together() -> None:
    one, two = (Problem(chinese=word, english=word) for word in ("a", "b"))

    with pytest.raises(StartRefused) as refused:
        checks.refuse(iter([one]), iter([two]))

    assert refused.value.problems == (one, two)


def test_keys_are_made_once_and_for_their_owner_alone(tmp_path: Path) -> None:
    first = make_keys(tmp_path)

    assert make_keys(tmp_path) == first == read_keys(tmp_path)
    assert oct((tmp_path / "keys.json").stat().st_mode & 0o777) == "0o600"


def test_two_installations_never_share_a_key(tmp_path: Path) -> None:
    first, second = make_keys(tmp_path / "a"), make_keys(tmp_path / "b")

    values = {first.secret_key, second.secret_key, *first.for_vault.values(), *second.for_vault.values()}
    assert len(values) == 6
    assert first.fingerprint != second.fingerprint


@pytest.mark.parametrize("content", ["", "{}", '{"secret_key": "s", "key_encryption": "AAAA", "blind_index": "AAAA"}'])
def test_a_damaged_key_file_is_refused_and_never_replaced(tmp_path: Path, content: str) -> None:
    (tmp_path / "keys.json").write_text(content)

    with pytest.raises(StartRefused, match="已损坏"):
        make_keys(tmp_path)

    assert (tmp_path / "keys.json").read_text() == content
    assert KEY_BYTES == 32
