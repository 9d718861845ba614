"""Numbers, sort keys and coordinates, without a database."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xinyi.kernel.places.api import bd09_to_wgs84, gcj02_to_wgs84, metres_between, sort_key, wgs84_to_gcj02
from xinyi.kernel.places.machine import number

in_china = st.tuples(st.floats(80, 130), st.floats(20, 50))
trees = st.lists(st.integers(0, 10_000), max_size=60).map(
    lambda picks: [(n + 1, picked % (n + 1)) for n, picked in enumerate(picks)]
)
steady = settings(derandomize=True, max_examples=100, deadline=None)


def numbered(edges: list[tuple[int, int]], start: int = 5) -> dict[int, tuple[int, int]]:
    children: dict[int, list[int]] = {}
    for child, parent in edges:
        children.setdefault(parent, []).append(child)
    levels = {child: "compound" if child in children else "dwelling" for child, _parent in edges}
    return number(children, 0, start=start, levels={0: "compound", **levels})


@steady
@given(trees)
def test_a_place_holds_exactly_the_numbers_of_what_lies_in_it(edges):
    numbers, parents = numbered(edges), dict(edges)

    def above(place: int) -> set[int]:
        return {place} | (above(parents[place]) if place in parents else set())

    for one in numbers:
        held = {other for other in numbers if numbers[one][0] <= numbers[other][0] <= numbers[one][1]}
        assert held == {other for other in numbers if one in above(other)}


@steady
@given(trees)
def test_every_place_that_can_grow_has_numbers_to_spare(edges):
    numbers = numbered(edges)

    for one in {0} | {parent for _child, parent in edges}:
        last_inside = max([numbers[child][1] for child, parent in edges if parent == one], default=numbers[one][0])
        assert numbers[one][1] - last_inside >= 128


def test_names_sort_by_pinyin_and_their_numbers_by_size():
    names = ["竹园", "12 栋", "芳草街", "2 栋", "晋阳", "玉林"]

    assert sorted(names, key=sort_key) == ["2 栋", "12 栋", "芳草街", "晋阳", "玉林", "竹园"]


@steady
@given(in_china)
def test_chinese_map_coordinates_come_back_within_a_centimetre(point):
    assert metres_between(gcj02_to_wgs84(*wgs84_to_gcj02(*point)), point) < 0.01


@pytest.mark.parametrize(
    ("wgs84", "gcj02"),
    [
        ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),
        ((113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),
        ((116.377817, 39.911954), (116.38404722455657, 39.91334545536069)),
    ],
)
def test_points_agree_with_the_published_ones_of_eviltransform(wgs84, gcj02):
    assert metres_between(wgs84_to_gcj02(*wgs84), gcj02) < 1
    assert metres_between(gcj02_to_wgs84(*gcj02), wgs84) < 1


def test_a_point_of_baidu_agrees_with_the_published_one_of_coordtransform():
    on_baidu, on_chinese_maps = (116.404, 39.915), (116.39762729119315, 39.90865673957631)

    assert metres_between(bd09_to_wgs84(*on_baidu), gcj02_to_wgs84(*on_chinese_maps)) < 1


@pytest.mark.parametrize("point", [(10.0, 50.0), (139.7, 35.6)])
def test_outside_china_nothing_is_shifted(point):
    assert wgs84_to_gcj02(*point) == point
