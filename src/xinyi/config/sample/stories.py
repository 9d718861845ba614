"""What people report in the sample, put together from phrases, and what they say afterwards."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

STORIES = Path(__file__).resolve().parent / "data" / "stories.json"
HAND_BACK = (
    "现场核实不属于我单位管养范围，建议转权属单位。",
    "该处产权归小区公共部分，请由物业先行处理。",
    "点位在相邻网格，请重新派单。",
)
SEND_UP = ("需要专业单位到场，网格力量办不了，请社区派单。", "涉及多户协调，请社区牵头。")
ASKED = ("请问具体在几单元门口？方便的话补一张照片。", "请补充发生的大概时间，我们好安排人到场。")
ANSWERED = ("就在单元门右手边，进门就能看见。", "一般是晚上九点以后，周末更明显。")
REPLIES = ("已安排人员到现场查看，有结果马上告诉您。", "已和相关单位联系，预计明天处理完。")
NOT_SOLVED = ("没过两天又是老样子，请再处理一次。", "只处理了一半，里面的还没有弄。")
REJECTED = ("照片里还有没清完的，请补做后再报。", "居民反映没有解决，请重新处理。")
PRAISE = ("处理很快，谢谢！", "网格员很负责，还专门打电话来问。", "问题解决了，点赞。", "", "", "")
GRUMBLE = ("解决是解决了，就是慢了点。", "来看过，但效果一般。", "希望以后能主动巡查。")
WITHDRAWN = ("已经自己解决了，不用来了。", "和邻居说好了，谢谢。")
VOIDED = ("反映的情况经核实不存在，已电话向您说明。", "所反映事项已在另一件诉求中办理，请留意那一件的进度。")


@dataclass(frozen=True)
class Story:
    """A kind of trouble and the words for it. ``at`` is the level of the place it lies at."""

    kind: str
    weight: int
    at: str
    texts: tuple[str, ...]
    what: tuple[str, ...]
    harm: tuple[str, ...]
    fixed: tuple[str, ...]
    night: bool = False

    def told(self, place: str, *, chance: Random) -> str:
        """In a resident's words."""
        text = chance.choice(self.texts)
        return text.format(place=place, what=chance.choice(self.what), harm=chance.choice(self.harm)) + "。"


@cache
def stories() -> tuple[Story, ...]:
    """All of them."""
    rows = json.loads(STORIES.read_text(encoding="utf-8"))
    return tuple(Story(**{k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}) for row in rows)


def story_at(hour: int, *, chance: Random) -> Story:
    """One that fits the hour: what happens at night is mostly noise."""
    is_night = hour >= 22 or hour < 6
    weights = [one.weight * (6 if is_night else 0.4) if one.night else one.weight for one in stories()]
    return chance.choices(stories(), weights)[0]
