"""What the server draws says the same as the numbers."""

from datetime import UTC, date, datetime

import pytest

from xinyi.terminals.components.charts import Box, area_map, ceiling, level_of, line_path, shares, upright_bars
from xinyi.terminals.components.wording import duration_digits, duration_words, moment_words

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(("largest", "top"), [(1, 3), (3, 3), (4, 6), (142, 150), (151, 180), (1000, 1200), (0, 3)])
def test_the_top_line_is_a_round_number_at_or_above_the_largest(largest: float, top: int) -> None:
    assert ceiling(largest) == top


def test_the_highest_value_fills_the_height_and_nothing_has_no_height() -> None:
    bars = upright_bars([30, 0, 15], slots=3, box=Box(300, 100), top=30)

    assert [(bar.y, bar.height) for bar in bars] == [(0, 100), (100, 0), (50, 50)]


def test_a_line_runs_through_the_middles_and_is_empty_without_values() -> None:
    assert line_path([0, 10], slots=2, box=Box(100, 10), top=10) == "M25.0 10.0L75.0 0.0"
    assert line_path([], slots=2, box=Box(100, 10), top=10) == ""


def test_shares_fill_the_width_with_their_gaps() -> None:
    assert shares([1, 3], width=101, gap=1) == [(0.0, 25.0), (26.0, 75.0)]
    assert shares([0, 0], width=101, gap=1) == [(0.0, 0.0), (1.0, 0.0)]


def test_a_map_puts_north_up_and_keeps_inside_its_box() -> None:
    south = [(104.0, 30.0), (104.1, 30.0), (104.1, 30.1), (104.0, 30.1)]
    north = [(x, y + 0.1) for x, y in south]

    drawn = area_map(areas=[{"ring": south, "name": "南"}, {"ring": north, "name": "北"}], box=Box(400, 400))

    by_name = {area["name"]: area for area in drawn["areas"]}
    assert by_name["北"]["y"] < by_name["南"]["y"]
    assert all(0 <= area["x"] <= 400 and 0 <= area["y"] <= 400 for area in drawn["areas"])


def test_a_map_without_areas_is_an_empty_drawing() -> None:
    assert area_map(areas=[], box=Box(400, 400))["areas"] == []


def test_shades_follow_the_rank_from_faint_to_full() -> None:
    counts = [0, 10, 20, 30, 40]

    assert [level_of(count, counts) for count in counts] == [0, 1, 2, 3, 4]
    assert level_of(0, [0, 0, 0]) == 0


@pytest.mark.parametrize(
    ("seconds", "words", "digits"),
    [
        (8, "8 秒", "00:08"),
        (167, "2 分", "02:47"),
        (11520, "3 小时 12 分", "3:12:00"),
        (-10080, "2 小时 48 分", "2:48:00"),
        (3600, "1 小时 0 分", "1:00:00"),
        (190000, "2 天 4 小时", "52:46:40"),
    ],
)
def test_a_length_of_time_in_words_and_digits(seconds: int, words: str, digits: str) -> None:
    assert (duration_words(seconds), duration_digits(seconds)) == (words, digits)


@pytest.mark.parametrize(
    ("day", "style", "words"),
    [
        (24, "auto", "今天 14:36"),
        (23, "auto", "昨天 14:36"),
        (25, "auto", "明天 14:36"),
        (20, "auto", "11 月 20 日 14:36"),
        (24, "short", "14:36"),
        (23, "short", "昨天 14:36"),
        (24, "clock", "14:36"),
        (24, "day", "11 月 24 日"),
        (24, "full", "2026 年 11 月 24 日 14:36"),
    ],
)
def test_a_moment_in_the_words_of_its_style(day: int, style: str, words: str) -> None:
    value = datetime(2026, 11, day, 6, 36, tzinfo=UTC)

    assert moment_words(value, style=style, today=TODAY) == words
