"""Ids, names and telephone numbers of invented people: the same key always gives the same one."""

from random import Random
from uuid import NAMESPACE_URL, UUID, uuid5

SURNAMES = "王李张刘陈杨黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余"
# Given names put together from these do not follow any register: whoever bears one is invented.
FIRST = "云舒望沐言知予景向以清若书砚禾朗青锦川岚棠溪棋乐闻星行初晚可"
SECOND = "舟然之安宁扬笛野溪桐野竹声岸岚梨禾山晴帆园河简月朵萌帛照田苇"
STAFF_PHONE, RESIDENT_PHONE = "028-8500{:04d}", "199{:08d}"


def named(key: str) -> UUID:
    """The id of somebody or something in the sample."""
    return uuid5(NAMESPACE_URL, f"https://xinyi.example/sample/{key}")


def person_name(chance: Random) -> str:
    """A name nobody was given."""
    return chance.choice(SURNAMES) + chance.choice(FIRST) + chance.choice(SECOND)


def resident_phone(number: int) -> str:
    """Numbers beginning with 199 and so many zeros are not given out."""
    return RESIDENT_PHONE.format(number)


def duty_phone(number: int) -> str:
    """The telephone on a desk."""
    return STAFF_PHONE.format(number)
