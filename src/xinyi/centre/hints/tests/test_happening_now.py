"""What goes on at this moment is told from what happened or keeps happening."""

from datetime import UTC, datetime

import pytest

from xinyi.centre.hints.api import is_happening_now

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
QUARTER_TO_MIDNIGHT = datetime(2026, 3, 2, 15, 45, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "音响还在放",
        "现在还在施工",
        "水管一直在漏",
        "楼下正在打架",
        "水哗哗地流",
        "现在就堵在出口",
        "刚才又开始放音乐",
        "太吵了睡不着",
        "消防通道现在被堵，请马上来人",
    ],
)
def test_words_of_this_moment_count_at_any_hour(text: str) -> None:
    assert is_happening_now(text, NOON)


@pytest.mark.parametrize("text", ["楼下音响太吵", "酒吧声音大", "工地打桩", "广场上跳舞的喇叭声"])
def test_noise_reported_at_night_goes_on_now(text: str) -> None:
    assert (is_happening_now(text, QUARTER_TO_MIDNIGHT), is_happening_now(text, NOON)) == (True, False)


@pytest.mark.parametrize(
    "text", ["昨晚楼下音响太吵", "上周工地打桩到凌晨", "2 栋路灯不亮", "还在等你们答复", "去年装修很吵"]
)
def test_what_is_past_or_quiet_does_not_go_on_now(text: str) -> None:
    assert not is_happening_now(text, QUARTER_TO_MIDNIGHT)


@pytest.mark.parametrize(("hour", "night"), [(13, False), (14, True), (21, True), (22, False)])
def test_night_is_from_ten_to_six_here(hour: int, night: bool) -> None:
    assert is_happening_now("音响太吵", datetime(2026, 3, 2, hour, tzinfo=UTC)) is night
