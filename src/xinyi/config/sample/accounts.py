"""The list of sample accounts that a start prints: who, where, and what to type."""

import json
from pathlib import Path

from xinyi.config.sample.residents import Resident
from xinyi.config.sample.staff import PASSWORD, SECRET, Staff
from xinyi.kernel.manifest import roles

LISTED_RESIDENTS = 2


def write_accounts(path: Path, *, staff: Staff, residents: list[Resident]) -> None:
    """One line per role, the same people that one-click sign-in offers."""
    first = {one.role: one for one in reversed(staff.members)}
    known = roles()
    lines = [
        row("居民", one.name, number=one.phone, password="验证码显示在页面上") for one in residents[:LISTED_RESIDENTS]
    ]
    lines += [
        row(
            str(known[one.role].label), one.name, number=one.number, password=PASSWORD,
            place=one.organisation.name if one.organisation else one.place.name,
        )
        for one in first.values()
    ]  # fmt: skip
    path.write_text(json.dumps([*lines, row("动态口令密钥", password=SECRET)], ensure_ascii=False, indent=1))


def row(role: str, name: str = "", *, place: str = "", number: str = "", password: str) -> dict[str, str]:
    """A line; the keys are the headings."""
    return {"角色": role, "姓名": name, "所在": place, "账号": number, "密码": password}
