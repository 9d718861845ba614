"""What is learnt comes from even rows only, holds no text, and improves a hint without deciding it."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from xinyi.centre.hints.api import Weights, accuracy, installed_weights, learn_from, shipped_kinds, suggest
from xinyi.centre.hints.queries import LABELLED, Labelled, labelled_rows, learn

SHIPPED = [SimpleNamespace(**row) for row in shipped_kinds()]
CLASSES = {
    "劳动和社会保障": "厂里多年没有给我们交钱，退下来以后日子难过",
    "教育文体": "班上的娃娃每天写字到很晚，家里人都很着急",
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with a hundred invented labelled texts."""
    path = tmp_path / LABELLED
    path.parent.mkdir()
    lines = [
        f"{text}{'，请帮忙' * (number % 5)}{number},{label}" for label, text in CLASSES.items() for number in range(50)
    ]
    path.write_text("\n".join(["text,label", *lines]), encoding="utf-8")
    return tmp_path


def test_about_half_of_the_rows_are_learnt_from(data: Path) -> None:
    even = [row for row in labelled_rows(data / LABELLED) if row.is_even]

    assert 30 < len(even) < 70


def test_odd_rows_change_nothing(data: Path) -> None:
    rows = labelled_rows(data / LABELLED)

    assert learn(rows) == learn([row for row in rows if row.is_even])


def test_nothing_but_pairs_of_characters_is_kept(data: Path) -> None:
    weights = learn(labelled_rows(data / LABELLED))

    assert weights.pairs
    assert {len(pair) for pair in weights.pairs} == {2}
    assert all(len(row) == len(weights.classes) for row in weights.pairs.values())


def test_what_was_learnt_is_found_again_and_a_newer_file_is_read(data: Path) -> None:
    target = data / "var" / "hints.json"
    learnt = learn_from(data=data, target=target)
    found = installed_weights(target)

    target.write_text(json.dumps({"classes": ["教育文体"], "pairs": {}}), encoding="utf-8")

    assert found == Weights(list(learnt.classes), dict(learnt.pairs))
    assert installed_weights(target) != found


def test_where_nothing_was_learnt_there_are_no_weights(tmp_path: Path) -> None:
    assert installed_weights(tmp_path / "hints.json") is None


def test_a_text_without_words_of_the_list_gets_a_modest_hint_that_is_explained(data: Path) -> None:
    weights = learn(labelled_rows(data / LABELLED))
    (first, *_) = suggest("娃娃每天写字", SHIPPED, weights=weights)

    assert suggest("娃娃每天写字", SHIPPED) == []
    assert first.code == "education.teaching"
    assert 0 < first.score <= 0.5
    assert first.words
    assert all(word in "娃娃每天写字" for word in first.words)


def test_clear_words_of_the_list_outweigh_what_was_learnt(data: Path) -> None:
    weights = learn(labelled_rows(data / LABELLED))

    assert suggest("12 栋门口的路灯不亮", SHIPPED, weights=weights)[0].code == "works.lamp"


def test_accuracy_is_counted_on_odd_rows_only(data: Path) -> None:
    rows = labelled_rows(data / LABELLED)
    right, total = accuracy(data, SHIPPED, weights=learn(rows))

    assert (right, total) == (total, sum(not row.is_even for row in rows))


def test_the_hash_is_of_the_text_alone() -> None:
    assert Labelled("路灯", "甲").is_even is Labelled("路灯", "乙").is_even


def test_the_command_learns_and_says_how_often_it_is_right(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = data / "hints.json"

    call_command("learn_hints", str(data), "--to", str(target))

    assert target.exists()
    assert "%" in capsys.readouterr().out


def test_the_command_says_which_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"labelled\.csv"):
        call_command("learn_hints", str(tmp_path), "--to", str(tmp_path / "hints.json"))
