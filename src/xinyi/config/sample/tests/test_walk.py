"""The walk of real messages: what is read, how long things take, and that a few cases reach their end."""

import csv
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection

from xinyi.config.sample.geography import chance_from
from xinyi.config.sample.walk import walking
from xinyi.config.sample.walk.delays import REPLIES, Delays, scaled
from xinyi.config.sample.walk.events import Events
from xinyi.config.sample.walk.figures import LOST, ON_ONE_SIDE, UNOWNED, columns
from xinyi.config.sample.walk.messages import MESSAGES, Message, cleaned, place_of, read_messages, time_of
from xinyi.kernel.calendar.api import LOCAL

MONDAY = datetime(2019, 3, 4, 9, 0, tzinfo=LOCAL)
NOISE = "楼下烧烤店夜里一直放音响，吵得睡不着"


@pytest.fixture
def data(tmp_path):
    """A folder with three messages, one of them sent twice, and two replies."""
    folder = tmp_path / "complaints"
    folder.mkdir()
    rows = [
        ("1", "A1", "A3区路灯不亮", "2019/3/4 9:00:00", "三单元门口路灯坏了", "0", "7"),
        ("2", "A2", "夜里吵", "2019-03-04 23:45:00", NOISE, "0", "0"),
        ("3", "A1", "A3区路灯不亮", "2019/3/5 9:00:00", "三单元门口路灯坏了", "0", "0"),
    ]
    heads = ("留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "反对数", "点赞数")
    write(tmp_path / MESSAGES, heads, rows)
    write(tmp_path / REPLIES, ("留言时间", "答复时间"), [("2019/3/4 9:00:00", "2019/3/12 9:00:00")] * 2)
    return tmp_path


def write(path, heads, rows):
    with path.open("w", encoding="utf-8-sig", newline="") as lines:
        csv.writer(lines).writerows([heads, *rows])


def test_messages_come_in_order_with_their_own_words_time_and_likes(data):
    found = read_messages(data)

    assert [one.number for one in found] == ["1", "2", "3"]
    assert (found[0].text, found[0].at, found[0].likes) == ("A3区路灯不亮\n三单元门口路灯坏了", MONDAY, 7)
    assert [one.repeats for one in found] == [False, False, True]


def test_times_are_chinese_in_every_form_the_files_use():
    assert {time_of("2019/3/4 9:00:00"), time_of(" 2019-03-04 09:00:00\n")} == {MONDAY}
    assert time_of("2019/3/4") == MONDAY - timedelta(hours=9)


def test_control_characters_are_left_out():
    assert cleaned("\x00路灯\r\n不亮\x07 ") == "路灯\n不亮"


def district():
    streets = [SimpleNamespace(id=n) for n in range(11)]
    compounds = [SimpleNamespace(id=100 + n, street_id=n % 11) for n in range(220)]
    return SimpleNamespace(by_level={"street": streets, "compound": compounds})


def test_the_same_anonymised_district_is_always_the_same_street():
    sent = [Message(str(n), f"A{n}", f"住在A7县{n}号，也去A3区", MONDAY, 0) for n in range(20)]

    streets = {place_of(one, ground=district(), seed=1).street_id for one in sent}

    assert len(streets) == 1


def test_a_message_without_a_district_lies_where_its_writer_is():
    places = [place_of(Message("1", "A9", text, MONDAY, 0), ground=district(), seed=1).id for text in ("一", "二")]

    assert places[0] == places[1]


def test_delays_keep_their_shape_and_get_the_stated_median():
    found = scaled([1.0, 6.5, 30.0])

    assert found.factor == pytest.approx(0.2)
    assert {round(found.drawn(chance_from(n)), 3) for n in range(40)} == {0.2, 1.3, 6.0}


def test_events_happen_in_the_order_of_time():
    seen, events = [], Events()

    def life(name, hours):
        for hour in hours:
            seen.append((name, hour))
            yield MONDAY + timedelta(hours=hour + 2)

    events.put(life("first", (0, 2)), at=MONDAY)
    events.put(life("second", (1,)), at=MONDAY + timedelta(hours=1))
    while events.waiting:
        events.go_on()

    assert seen == [("first", 0), ("second", 1), ("first", 2)]


def answer(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('xinyi.lo', '0', false), set_config('xinyi.hi', '2147483647', false),"
                       " set_config('xinyi.auditor', 'on', false)")  # fmt: skip
        cursor.execute(sql, parameters or None)
        return cursor.fetchone()[0]


def test_every_message_becomes_a_case_that_is_handled_to_its_end(empty_db, data):
    messages = read_messages(data)

    counts = walking.walk(messages=messages, data=data, residents=300, seed=3, say=str)

    assert counts["moments"] > 10
    assert answer(LOST, *columns(messages)) == 0
    assert answer("SELECT count(*) FROM work_item WHERE is_open") == 0
    assert answer("SELECT count(*) FROM work_leg WHERE ended_at IS NULL") == 0
    assert answer("SELECT sum(likes) FROM cases_case") == 7
    assert answer("SELECT count(*) FROM procrastinate_jobs") == 0
    assert (answer(ON_ONE_SIDE), answer(UNOWNED)) == (0, 0)


def test_a_leg_that_no_audit_row_tells_of_is_found(empty_db, data):
    walking.walk(messages=read_messages(data), data=data, residents=300, seed=3, say=str)
    assert (answer(ON_ONE_SIDE), answer(UNOWNED)) == (0, 0)

    answer("UPDATE work_leg SET holder_id = gen_random_uuid() WHERE seq = 2 RETURNING seq")

    assert answer(ON_ONE_SIDE) >= 2


def test_a_message_without_a_case_is_counted_as_lost(empty_db, data):
    messages = read_messages(data)
    walking.walk(messages=messages, data=data, residents=300, seed=3, say=str)

    never_sent = Message("9", "A9", "另一条留言", MONDAY, 0)

    assert answer(LOST, *columns([*messages, never_sent])) == 1


def test_a_district_that_has_places_is_not_walked_in(empty_db, data):
    messages = read_messages(data)
    walking.walk(messages=messages[:1], data=data, residents=300, seed=3, say=str)

    with pytest.raises(walking.NotEmpty):
        walking.walk(messages=messages[:1], data=data, residents=300, seed=3, say=str)


def test_delays_are_drawn_by_the_given_chance_only():
    delays = Delays((1.0, 2.0, 3.0), 1.0)

    assert [delays.drawn(chance_from("a")) for _turn in range(3)] == [delays.drawn(chance_from("a"))] * 3
