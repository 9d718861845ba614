"""Invented names of compounds and courtyards, each given once."""

from random import Random

FIRST_PAIRS = (
    "竹园青藤桐荫梅影荷塘芙蓉银杏海棠丹桂木兰紫薇玉兰枫林柳岸松涛翠屏听雨望月揽云临溪锦江浣花清波碧水云栖"
    "晨曦朝阳春晖和风晴川静安安和康宁怡景馨悦乐居同心友邻向阳新禾金穗丰乐石榴百合水杉香樟蓝花雨荷星河虹桥"
)
FIRST = tuple(map("".join, zip(FIRST_PAIRS[::2], FIRST_PAIRS[1::2], strict=True)))
LAST = ("小区", "苑", "花园", "家园", "雅居", "新村", "里", "庭")
LANE_TRIPLES = "青藤巷豆花巷打铜巷染坊街磨坊街灯笼巷风车巷石磨街竹篾巷花瓶街茶铺巷油坊街木桶巷陶坊街剪纸巷皮影街"
LANES = tuple(LANE_TRIPLES[n : n + 3] for n in range(0, len(LANE_TRIPLES), 3))
LARGEST_DOOR = 96


class Names:
    """Hands out names; the first compound that asks in a community called 竹园 is 竹园小区."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.compounds = [first + last for first in FIRST for last in LAST if (first, last) != ("竹园", "小区")]
        self.courtyards = [f"{lane} {number} 号院" for lane in LANES for number in range(1, LARGEST_DOOR + 1)]
        chance.shuffle(self.compounds)
        chance.shuffle(self.courtyards)

    def compound(self) -> str:
        """A name for a large compound."""
        return self.compounds.pop()

    def courtyard(self) -> str:
        """A name for a small old courtyard."""
        return self.courtyards.pop()
