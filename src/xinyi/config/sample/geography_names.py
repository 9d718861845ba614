"""Invented names of compounds and courtyards, each given once."""

from random import Random

FIRST = (
    "竹园 青藤 桐荫 梅影 荷塘 芙蓉 银杏 海棠 丹桂 木兰 紫薇 玉兰 枫林 柳岸 松涛 翠屏 听雨 望月 揽云 临溪 锦江 浣花 清波 碧水 云栖"
    " 晨曦 朝阳 春晖 和风 晴川 静安 安和 康宁 怡景 馨悦 乐居 同心 友邻 向阳 新禾 金穗 丰乐 石榴 百合 水杉 香樟 蓝花 雨荷 星河 虹桥"
).split()
LAST = ("小区", "苑", "花园", "家园", "雅居", "新村", "里", "庭")
LANES = (
    "青藤巷 豆花巷 打铜巷 染坊街 磨坊街 灯笼巷 风车巷 石磨街 竹篾巷 花瓶街 茶铺巷 油坊街 木桶巷 陶坊街 剪纸巷 皮影街"
).split()
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
