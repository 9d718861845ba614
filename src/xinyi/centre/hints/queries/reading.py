"""What can be read from a report without deciding anything: who must be telephoned first, a title, whether it is now."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from xinyi.kernel.calendar.api import LOCAL

LONGEST_TITLE = 40
NIGHT_BEGINS, NIGHT_ENDS = 22, 6


@dataclass(frozen=True)
class Call:
    """A number to telephone before anything else, why, and the word that says so."""

    number: str
    why: object
    word: str


# not shown: the words are looked for, never displayed on their own.
HARMLESS = re.compile(
    r"消防(?:通道|设施|栓|演练|安全|车道|器材|检查|培训)?|火(?:车|锅|腿|爆|花|热|化)|灭火器|打人柳|防火(?:门|墙)?|煤气管道改造"  # not shown
    r"|(?:怕|担心|以免|避免|防止|万一|容易|可能|会不会|预防)[^，。！？,.!?]{0,8}(?:起火|着火|火灾|爆炸|受伤|伤人|触电|中毒)"  # not shown
    r"|燃气(?:费|表|开通|改造)|电梯(?:维修|费)|(?:去年|上个月|上周|之前|曾经|以前)[^，。！？]{0,10}(?:着火|起火|火灾|打架|受伤)"  # not shown
)
SIGNS: Sequence[tuple[str, object, re.Pattern[str]]] = (
    ("119", _("着火、有人被困，先打火警电话"), re.compile(r"着火|起火|火灾|失火|冒烟|浓烟|烧起来|困在电梯|被困|爆炸")),  # not shown
    ("119", _("闻到燃气味，先开窗、到室外再打电话"), re.compile(r"燃气泄漏|煤气泄漏|天然气泄漏|漏气|燃气味|煤气味|天然气味")),  # not shown
    (
        "120",
        _("有人受伤或发病，先打急救电话"),
        re.compile(r"受伤|流血|昏迷|晕倒|昏倒|不省人事|中毒|触电|心脏病发|摔倒[^，。]{0,6}(?:起不来|不动)|没有呼吸|骨折|坠楼|跳楼"),  # not shown
    ),
    (
        "110",
        _("有人动手、持刀或遇到危险，先打报警电话"),
        re.compile(r"打人|打架|斗殴|持刀|拿刀|砍人|抢劫|绑架|家暴|威胁要杀|入室|非法拘禁|强奸|跟踪我|跳楼|坠楼"),  # not shown
    ),
)
NOW = re.compile(r"现在|正在|此刻|还在|这会儿|一直在(?:响|漏|流|放|吵|施工|烧)|刚刚|马上|立刻")  # not shown
LONG_AGO = re.compile(r"每天|经常|天天|长期|多次|昨天|前天|上周|去年|上个月")  # not shown
DIGITS = re.compile(r"\d{17}[\dXx]|1\d{10}|\d{7,}")
CLAUSE_ENDS = re.compile(r"[，。；！？,;!?\n]")  # not shown
EDGES = " 　，。；：、！？,.;:!?\"'“”（）()\n\t"  # not shown


def urgent_numbers(text: str) -> list[Call]:
    """Numbers to telephone first, in the order they matter; empty for an ordinary report. A hint, never a gate."""
    plain = HARMLESS.sub("。", text)
    found: dict[str, Call] = {}
    for number, why, pattern in SIGNS:
        match = pattern.search(plain)
        if match and number not in found:
            found[number] = Call(number, why, match.group())
    return list(found.values())


def title_of(text: str) -> str:
    """The first telling clause, at most 40 characters, without telephone and identity numbers."""
    clauses = [clause.strip(EDGES) for clause in CLAUSE_ENDS.split(text)]
    first = next((clause for clause in clauses if len(clause) >= 4), text.strip(EDGES))
    masked = DIGITS.sub(lambda found: found.group()[:3] + "****", first)
    return masked if len(masked) <= LONGEST_TITLE else masked[: LONGEST_TITLE - 1] + "…"


def is_happening_now(text: str, at: datetime) -> bool:
    """Whether the words say that it goes on while they are written; at night the present tense alone is enough."""
    hour = at.astimezone(LOCAL).hour
    is_night = hour >= NIGHT_BEGINS or hour < NIGHT_ENDS
    return bool(NOW.search(text)) and (is_night or not LONG_AGO.search(text))
