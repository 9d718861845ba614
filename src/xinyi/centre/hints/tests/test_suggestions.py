"""The words of a report hint at its kind; the hint is explained, repeatable, and never more than a hint."""

from types import SimpleNamespace

import pytest

from xinyi.centre.hints.api import KindWords, Suggestion, shipped_kinds, suggest

SHIPPED: list[KindWords] = [SimpleNamespace(**row) for row in shipped_kinds()]
REPORTS = [
    ("楼下酒吧音响半夜还在放，睡不着", "noise.shop"),
    ("隔壁门店用大喇叭叫卖，吵得不行", "noise.shop"),
    ("广场舞音箱声音太大", "noise.square"),
    ("凌晨施工打桩，全小区都听得到", "noise.construction"),
    ("楼上周末装修用电钻", "noise.renovation"),
    ("楼上半夜打麻将", "noise.neighbour"),
    ("水泵房嗡嗡响一整夜", "noise.equipment"),
    ("12 栋门口的路灯不亮三天了", "works.lamp"),
    ("人行道上的井盖不见了", "works.manhole"),
    ("路面坑坑洼洼，骑车摔跤", "works.pothole"),
    ("下雨后路口积水过膝", "works.flood"),
    ("健身器材坏了，转轴断了", "works.fitness"),
    ("3 单元楼道堆满杂物，走不过去", "clean.stairs"),
    ("垃圾桶满了三天没人清运", "clean.rubbish"),
    ("装修垃圾堆在花坛边", "clean.bulky"),
    ("化粪池堵了，污水横流", "clean.sewage"),
    ("楼道里贴满小广告", "clean.poster"),
    ("楼下餐馆油烟直接排到窗口", "clean.smell"),
    ("有人从窗口飞线充电", "fire.charging"),
    ("电瓶车推上楼在家里充电", "fire.charging"),
    ("消防通道被私家车占了", "fire.passage"),
    ("楼层的灭火器过期了", "fire.equipment"),
    ("小区门口水管爆了，水一直流", "utilities.water_pipe"),
    ("今天全楼停水，没有通知", "utilities.water_supply"),
    ("又停电了，是不是跳闸", "utilities.power"),
    ("闻到煤气味，怀疑燃气泄漏", "utilities.gas_leak"),
    ("电梯坏了，老人下不了楼", "property.lift"),
    ("楼上漏水，天花板滴水", "property.leak"),
    ("物业费涨价没有公示", "property.fee"),
    ("要换物业，怎么成立业委会", "property.committee"),
    ("遛狗不牵绳，吓到孩子", "neighbours.dogs"),
    ("有人高空抛物，砸坏车窗", "neighbours.falling"),
    ("楼顶在搭建阳光房，是违建吧", "illegal_building.addition"),
    ("装修把承重墙砸了", "illegal_building.wall"),
    ("私家车乱停在出口，出不去", "traffic.parking"),
    ("小摊贩占道经营", "traffic.stalls"),
    ("大树倒伏压到电线", "green.tree"),
    ("工地扬尘，不洒水", "construction.dust"),
    ("开发商延期交房半年", "housing.developer"),
    ("房产证一直办不下来", "housing.certificate"),
    ("孩子今年入学，学区怎么划", "education.enrolment"),
    ("老师要求课外补课收补课费", "education.fees"),
    ("医保卡异地报销怎么办", "labour.medical"),
    ("老板拖欠工资三个月", "labour.wages"),
    ("养老保险缴费年限不够", "labour.pension"),
    ("出租车拒载还绕路", "transit.taxi"),
    ("快递员不送上门，丢件不赔", "transit.delivery"),
    ("超市卖过期食品", "market.food"),
    ("化工厂废气刺鼻", "environment.air"),
    ("想给独居老人申请助餐", "welfare.elderly"),
]
LAMP = SimpleNamespace(code="works.lamp", words=[["路灯", 4], ["灯", 1]])
FIRE = SimpleNamespace(code="fire.equipment", words=[["消防", 2]])
LANE = SimpleNamespace(code="fire.passage", words=[["消防通道", 4]])
BARE = SimpleNamespace(code="noise.shop", words=["KTV"])


@pytest.mark.parametrize(("text", "code"), REPORTS)
def test_a_usual_report_is_hinted_rightly(text: str, code: str) -> None:
    assert suggest(text, SHIPPED)[0].code == code


def test_a_hint_names_the_words_that_speak_for_it_the_strongest_first() -> None:
    assert suggest("路灯不亮，灯杆歪了", [LAMP]) == [Suggestion("works.lamp", 0.883, ("路灯", "灯"))]


def test_without_a_word_of_the_list_there_is_no_hint() -> None:
    assert suggest("你好", SHIPPED) == []


def test_a_word_inside_a_longer_found_one_does_not_count() -> None:
    assert [one.code for one in suggest("消防通道被占", [FIRE, LANE])] == ["fire.passage"]


def test_a_word_that_also_stands_alone_does_count() -> None:
    assert [one.code for one in suggest("消防通道被占，消防无人管", [FIRE, LANE])] == ["fire.passage", "fire.equipment"]


def test_a_bare_word_weighs_one_and_letters_match_in_any_size() -> None:
    assert suggest("楼下 ktv 很吵", [BARE])[0].words == ("KTV",)


def test_a_rival_makes_a_hint_less_sure() -> None:
    alone = suggest("路灯", [LAMP])[0].score
    beside = suggest("路灯和消防", [LAMP, FIRE])[0].score

    assert beside < alone < 1


def test_equal_points_keep_the_order_of_the_list() -> None:
    twin = SimpleNamespace(code="fire.twin", words=[["消防", 2]])

    assert [one.code for one in suggest("消防", [twin, FIRE])] == ["fire.twin", "fire.equipment"]


def test_no_more_hints_are_given_than_asked_for() -> None:
    text = "".join(text for text, _ in REPORTS)

    assert (len(suggest(text, SHIPPED)), len(suggest(text, SHIPPED, limit=1))) == (3, 1)


def test_a_changed_list_is_heeded_at_once() -> None:
    before = suggest("路灯", [LAMP])
    after = suggest("路灯", [SimpleNamespace(code="works.lamp", words=[["灯杆", 4]])])

    assert (len(before), after) == (1, [])


def test_the_same_text_gives_the_same_hints() -> None:
    text = "".join(text for text, _ in REPORTS)

    assert suggest(text, SHIPPED) == suggest(text, SHIPPED)
