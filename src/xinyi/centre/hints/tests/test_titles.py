"""A title is the report's own first words, short, and safe to stand in a list."""

import pytest

from xinyi.centre.hints.api import masked, title_of


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("12 栋门口的路灯不亮。已经三天了。", "12 栋门口的路灯不亮"),
        ("楼下音响太吵！！！", "楼下音响太吵"),
        ("……路灯不亮", "路灯不亮"),
        ("您好，我家楼上漏水，天花板都湿了。", "我家楼上漏水，天花板都湿了"),
        ("尊敬的领导：\n小区门口积水很深", "小区门口积水很深"),
        ("尊敬的书记，您好！请问公租房怎么申请？", "公租房怎么申请"),
        ("急！3 单元水管爆了", "3 单元水管爆了"),
        ("吵", "吵"),
        ("第一行\n第二行写得更清楚一些", "第二行写得更清楚一些"),
        ("请回电 19900000001，路灯不亮", "请回电 199****0001，路灯不亮"),
        ("身份证 11010519491231002X 办不了业务", "身份证 110*************** 办不了业务"),
        ("座机 028-85551234 打不通", "座机 028******** 打不通"),
        ("", ""),
        ("。。。", ""),
    ],
)
def test_a_title_is_the_first_clause_without_greeting_and_numbers(text: str, title: str) -> None:
    assert title_of(text) == title


def test_a_title_has_at_most_forty_characters_and_ends_at_a_pause() -> None:
    text = "竹园小区十二栋三单元楼道里堆放了很多纸箱和旧家具，已经影响到老人和孩子出行了，反映多次物业都说管不了"

    assert title_of(text) == "竹园小区十二栋三单元楼道里堆放了很多纸箱和旧家具，已经影响到老人和孩子出行了"


def test_a_sentence_without_a_pause_is_cut_with_an_ellipsis() -> None:
    title = title_of("路灯" * 300)

    assert (len(title), title[-1]) == (40, "…")


@pytest.mark.parametrize("text", ["2026-03-02 10:30 停水", "12 栋 3 单元 302", "98100 人", "12345 热线"])
def test_dates_houses_and_short_numbers_stay(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize("text", ["199 0000 0001", "199-0000-0001", "19900000001"])
def test_a_telephone_number_keeps_its_ends_only(text: str) -> None:
    assert masked(f"电话{text}。") == "电话199****0001。"
