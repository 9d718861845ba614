"""Who is in danger reads the number to ring before anything else, and nobody is frightened without need."""

import time

import pytest

from xinyi.centre.hints.api import urgent_numbers

RING = [
    ("我家楼下起火了，快来人", ["119"]),
    ("12 栋 3 单元楼道里电动车着火，烟很大", ["119"]),
    ("垃圾桶冒烟了，看到明火", ["119"]),
    ("楼上厨房失火", ["119"]),
    ("家里着火了怎么办", ["119"]),
    ("隔壁煤气罐爆炸了", ["119"]),
    ("厨房闻到很浓的煤气味", ["119"]),
    ("楼道里有煤气味道，很大", ["119"]),
    ("燃气管道泄漏，呲呲响", ["119"]),
    ("单元门口天然气漏了", ["119"]),
    ("灶台下面漏气，味道刺鼻", ["119"]),
    ("电梯困人了，里面有个老人", ["119"]),
    ("我被困在 2 栋电梯里出不来", ["119"]),
    ("小孩掉进化粪池井里了", ["119"]),
    ("孩子的手卡在门缝里", ["119"]),
    ("有人落水，在桥下面", ["119"]),
    ("孩子反锁在家里", ["119"]),
    ("楼下有位老人摔倒起不来", ["120"]),
    ("有人晕倒在菜市场门口", ["120"]),
    ("邻居突然呼吸困难，脸发青", ["120"]),
    ("他躺在地上叫不醒", ["120"]),
    ("广告牌掉下来砸到人了，流血", ["120"]),
    ("骑车的人摔伤，腿骨折", ["120"]),
    ("路口刚发生车祸，有人受伤", ["120"]),
    ("小区一名工人触电", ["120"]),
    ("孩子被狗咬，手上出血", ["120"]),
    ("一家三口吃了蘑菇中毒，在吐", ["120"]),
    ("楼上男的在打人，女的一直哭", ["110"]),
    ("夜市两伙人打架，有人拿刀", ["110"]),
    ("对门家暴，孩子在喊", ["110"]),
    ("有人持刀在门口", ["110"]),
    ("陌生人正在撬门", ["110"]),
    ("有人站在楼顶要跳楼", ["110"]),
    ("一直有人尾随我到单元门", ["110"]),
    ("着火了，有人受伤", ["119", "120"]),
    ("打架打得头破流血", ["120", "110"]),
]
QUIET = [
    "消防通道被占，消防车进不来",
    "消防栓没有水",
    "小区存在火灾隐患",
    "飞线充电，万一着火就来不及了",
    "担心电动车起火，请处理",
    "楼道堆满纸箱，容易引起火灾",
    "一旦发生火灾后果严重",
    "建议多做火灾演练",
    "去年这里发生过火灾，现在还没修",
    "火车站附近停车太乱",
    "大家吃着火锅唱着歌，吵到十二点",
    "坐着火车回来，路灯全黑",
    "夜市生意火爆，占道经营",
    "物业不作为，气得冒烟",
    "我的车胎漏气了，路上有钉子",
    "请给我家开通天然气",
    "煤气罐放在楼道里不安全",
    "公园里那棵打人柳的枝条挡路",
    "拨打人工客服没人接",
    "拨打人民热线也没有用",
    "休息时间总被打扰",
    "道路被打开以后没有恢复",
    "每天打人社局电话打不通",
    "被停车难困扰多年",
    "家里困难，想申请低保",
    "工伤认定什么时候办",
    "骨折住院的费用怎么报销",
    "2019年5月我在工地受伤，至今没有赔偿",
    "井盖松动，差点有人受伤",
    "商场跳楼大甩卖的喇叭太吵",
    "窗口把我的材料卡住不办",
    "担心孩子掉进没有盖的井里",
    "希望加装护栏，防止有人落水",
    "以前有人在这里溺水，请立警示牌",
    "广场音响太吵，睡不着",
    "路灯不亮",
    "",
]


@pytest.mark.parametrize(("text", "numbers"), RING)
def test_danger_to_somebody_names_the_number_to_ring(text: str, numbers: list[str]) -> None:
    assert [call.number for call in urgent_numbers(text)] == numbers


@pytest.mark.parametrize("text", QUIET)
def test_words_that_only_look_like_danger_ring_nobody(text: str) -> None:
    assert urgent_numbers(text) == []


def test_a_call_says_why_and_names_the_word_of_the_report() -> None:
    (call,) = urgent_numbers("厨房闻到很浓的煤气味")

    assert (call.word, "不要开关电器" in str(call.why)) == ("闻到很浓的煤气", True)


def test_gas_is_named_before_fire_because_a_switch_may_light_it() -> None:
    (call,) = urgent_numbers("着火了，好像是煤气泄漏")

    assert "燃气公司" in str(call.why)


def test_a_word_broken_over_two_lines_is_read() -> None:
    assert [call.number for call in urgent_numbers("楼下着\n火了")] == ["119"]


def test_a_letter_that_speaks_of_danger_only_late_rings_nobody() -> None:
    assert urgent_numbers("我想反映小区绿化的事情。" * 60 + "着火了") == []


def test_a_clause_about_fear_does_not_silence_the_next_sentence() -> None:
    assert [call.number for call in urgent_numbers("以前就担心充电着火。现在真的着火了")] == ["119"]


@pytest.mark.speed
def test_the_longest_report_is_read_in_two_milliseconds() -> None:
    text = "小区旁边的工地夜里还在施工，业主多次反映没有结果。" * 400
    urgent_numbers(text)

    begun = time.perf_counter()
    for _ in range(20):
        urgent_numbers(text)

    assert (time.perf_counter() - begun) / 20 < 0.002
