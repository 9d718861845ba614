"""One realistic context per shell template: what a page passes, as terminals/README.md documents it."""

from datetime import datetime
from typing import Any

from django import forms

MOMENT = datetime.fromisoformat("2026-11-24T14:36:00+08:00")
UNTIL = datetime.fromisoformat("2026-11-24T18:00:00+08:00")


class PhoneForm(forms.Form):
    """What a resident fills to sign in."""

    phone = forms.CharField(label="手机号")
    agree = forms.BooleanField(label="我同意按上面的用法使用手机号")


class CodeForm(forms.Form):
    """What a resident or a member of staff fills second."""

    code = forms.CharField(label="验证码")


class StaffForm(forms.Form):
    """What staff fill first."""

    number = forms.CharField(label="工号")
    password = forms.CharField(label="密码", widget=forms.PasswordInput)
    code = forms.CharField(label="动态码")


def resident_shell(current: str = "首页", *, sample: bool = True) -> dict[str, Any]:
    """The shell of the phone."""
    tabs = [
        {"label": "首页", "href": "/", "icon": "home", "alarm": False, "badge": ""},
        {"label": "办事", "href": "/services/", "icon": "document", "alarm": False, "badge": ""},
        {"label": "我的", "href": "/me/", "icon": "person", "alarm": False, "badge": "2"},
    ]
    return {
        "place": {"name": "竹园社区", "note": "玉竹街道 · 第 6 网格", "href": "/me/"},
        "tabs": [tab | {"current": tab["label"] == current} for tab in tabs],
        "sample": sample,
        "live": "http://127.0.0.1:8001/live?token=abc",
    }


def console_shell(current: str = "收件箱") -> dict[str, Any]:
    """The shell of the console."""
    menu = [
        ("工作台", [("收件箱", "inbox", 28, False), ("紧急", "bell", 1, True)]),
        ("诉求", [("全部诉求", "list", 0, False), ("派单台", "send", 12, False), ("督办与超时", "clock", 9, False)]),
        ("场景", [("心愿墙", "grid", 8, False)]),
    ]
    return {
        "menu": [
            {
                "label": group,
                "entries": [
                    {"label": label, "href": "#", "icon": icon, "count": count, "hot": hot, "current": label == current}
                    for label, icon, count, hot in entries
                ],
            }
            for group, entries in menu
        ],
        "who": {"name": "周倩", "post": "竹园社区 · 社区工作者"},
        "query": "",
        "facts": [{"label": "今日受理", "value": 46}],
        "duty": "值班长 刘敏",
        "tabs": [
            {"label": "任务", "href": "#", "icon": "todo", "current": True, "badge": ""},
            {"label": "上报", "href": "#", "icon": "plus", "current": False, "badge": ""},
            {"label": "我的", "href": "#", "icon": "person", "current": False, "badge": "2"},
        ],
        "live": "http://127.0.0.1:8001/live?token=abc",
        "sample": True,
    }


NOTICES = [
    {
        "title": "“3 单元楼道堆了杂物”有新进展",
        "href": "#",
        "chip": "进展",
        "tone": "info",
        "note": "今天 14:36",
        "unread": True,
    },
    {
        "title": "请为“健身器材踏板断裂”评价",
        "href": "#",
        "chip": "评价",
        "tone": "gold",
        "note": "昨天 15:20",
        "unread": False,
    },
]
FIGURES = [
    {"label": "办理中", "value": "3", "unit": "件"},
    {"label": "等我办", "value": "2", "unit": "件"},
    {"label": "近一年兑现承诺", "value": "11", "unit": "/ 12 件"},
]
TABS = [
    {"label": "全部", "href": "#", "count": 6, "current": True},
    {"label": "办理中", "href": "#", "count": 3},
    {"label": "等我办", "href": "#", "count": 2},
    {"label": "已办结", "href": "#", "count": 1},
]
GROUPS = [
    {
        "id": "waiting",
        "label": "等我办",
        "count": 1,
        "rows": [
            {
                "title": "健身器材踏板断裂",
                "href": "#",
                "chip": "待评价",
                "tone": "gold",
                "lines": ["昨天 15:20 办结，提前 1 天", "翠竹物业 张建国"],
            }
        ],
    },
    {
        "id": "open",
        "label": "办理中",
        "count": 2,
        "rows": [
            {
                "title": "南门井盖松动，车过有响声",
                "href": "#",
                "chip": "已超时",
                "tone": "danger",
                "lines": ["已超 2 小时 48 分，承诺今天 12:00", "街道值班长刘敏督办"],
            },
            {
                "title": "3 单元楼道堆了杂物",
                "href": "#",
                "chip": "处理中",
                "tone": "info",
                "lines": ["今天 18:00 前，还剩 3 小时 12 分", "翠竹物业 张建国"],
            },
        ],
    },
]
LOOKS = [
    {
        "who": "张建国",
        "role": "翠竹物业，事项主办",
        "at": MOMENT,
        "what": "手机号",
        "why": "约您确认清走杂物的时间",
        "href": "#",
        "item": "3 单元楼道堆了杂物",
        "chip": "",
        "tone": "mute",
    },
    {
        "who": "街道值班岗",
        "role": "玉竹街道，夜班",
        "at": MOMENT,
        "what": "手机号",
        "why": "",
        "href": "",
        "item": "",
        "chip": "异议处理中",
        "tone": "warn",
    },
]
FAMILIES = [
    {
        "id": "government",
        "label": "智能政务",
        "short": "政务",
        "owner": "玉竹街道便民服务中心负责",
        "entries": [
            {"label": "居住登记", "href": "#", "icon": "residence", "note": "当天办好"},
            {"label": "窗口预约", "href": "#", "icon": "ticket", "note": "按号不排队"},
        ],
    },
    {
        "id": "sharing",
        "label": "智能共享",
        "short": "共享",
        "owner": "",
        "entries": [
            {"label": "心愿墙", "href": "#", "icon": "wish", "note": "5 天内答复"},
            {"label": "场地预约", "href": "#", "icon": "room", "note": "2 小时内确认"},
        ],
    },
]
SAMPLES = [
    {"value": "alice", "name": "冯清荷", "note": "竹园社区居民", "role": "居民"},
    {"value": "dana", "name": "刘敏", "note": "玉竹街道", "role": "街道值班长"},
]
QUEUE_ROW = {
    "href": "#",
    "mark": "ordinary",
    "clock": "3 时 12 分",
    "clock_tone": "",
    "chip": "",
    "tone": "mute",
    "left": "竹园社区 · 处理中",
    "right": "09:12",
    "number": "",
    "current": False,
}
ROWS = [
    QUEUE_ROW | {"title": "独居老人求助，回拨无人接听", "mark": "urgent", "clock": "02:47", "clock_tone": "danger"},
    QUEUE_ROW | {"title": "3 单元楼道堆了杂物", "current": True},
    QUEUE_ROW | {"title": "工地夜里 11 点还在施工", "mark": "quick", "clock": "26 分", "clock_tone": "warn"},
    *[QUEUE_ROW | {"title": title} for title in ("12 栋门口路灯不亮", "东门垃圾桶两天没清运", "楼上漏水，想调解")],
]
QUEUE = {
    "label": "收件箱",
    "count": 28,
    "filter_href": "#",
    "keep": "",
    "next": "#",
    "tabs": [
        {"label": "待办", "href": "#", "count": 28, "current": True},
        {"label": "待派", "href": "#", "count": 12},
        {"label": "将超时", "href": "#", "count": 3},
    ],
    "rows": ROWS,
}
PREVIEW = {
    "number": "SQ-1124-0871",
    "title": "3 单元楼道堆了杂物",
    "chip": "处理中",
    "tone": "info",
    "href": "#",
    "words": ["环境卫生 / 楼道堆物", "居民端", "竹园小区 12 栋 3 单元"],
    "stages": [
        {"label": "受理", "at": "用时 4 分", "state": "done"},
        {"label": "派单", "at": "用时 4 分", "state": "done"},
        {"label": "处置", "at": "已用 5:28，限 8:40", "state": "now", "percent": 63},
        {"label": "核查", "at": "限 4 小时"},
        {"label": "评价", "at": "7 天内"},
    ],
    "text": "3 单元 2 楼到 3 楼全是板子，老人上下楼很不方便。",
    "facts": [
        {"label": "承诺", "value": "今天 18:00", "chip": "未到期"},
        {"label": "主办", "value": "翠竹物业 张建国"},
    ],
}


def _grid() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Twelve communities as cells of a skewed grid, three streets as their rows."""
    names = ["桂里", "晋园", "花照", "古桥", "竹园", "望川", "江源", "簇云", "红墙", "芙蓉", "锦南", "玉竹"]
    areas, borders = [], []
    for number, name in enumerate(names):
        row, column = divmod(number, 4)
        west, south = 104.0 + column * 0.02 + row * 0.004, 30.6 + row * 0.02 + column * 0.002
        ring = [
            (west, south),
            (west + 0.02, south + 0.002),
            (west + 0.024, south + 0.022),
            (west + 0.004, south + 0.02),
        ]
        areas.append({"ring": ring, "name": name, "count": (number * 37) % 96})
    for row, name in enumerate(("玉竹街道", "芙蓉街道", "红墙街道")):
        first, last = areas[row * 4]["ring"], areas[row * 4 + 3]["ring"]
        borders.append({"ring": [first[0], last[1], last[2], first[3]], "name": name, "count": 41 + row * 17})
    return areas, borders


def wall() -> dict[str, Any]:
    """The wall in the afternoon, with one alarm."""
    areas, borders = _grid()
    return {
        "title": "锦城区信义治理运行中心",
        "scope": "11 街道，72 社区",
        "sample": True,
        "live": "http://127.0.0.1:8001/live?token=abc",
        "day": "11 月 24 日 周二",
        "time": "14:48:06",
        "hours": [9, 6, 4, 3, 5, 14, 38, 71, 118, 142, 131, 109, 96, 124, 86],
        "mean": [11, 8, 6, 5, 6, 15, 34, 64, 101, 122, 118, 97, 88, 104, 112, 119, 126, 138, 121, 96, 78, 61, 40, 22],
        "open": 577,
        "stages": [
            {"label": "待派", "value": 46, "tone": "warn"},
            {"label": "处置中", "value": 312, "tone": "brand"},
            {"label": "待核查", "value": 88, "tone": "info"},
            {"label": "待评价", "value": 131, "tone": "mute"},
        ],
        "channels": [
            {"label": "居民手机", "value": 58, "shown": "58%"},
            {"label": "网格巡查", "value": 24, "shown": "24%"},
            {"label": "电话", "value": 11, "shown": "11%"},
            {"label": "窗口", "value": 7, "shown": "7%"},
        ],
        "kinds": [
            {"label": label, "value": value}
            for label, value in (
                ("环境卫生", 218),
                ("停车道路", 196),
                ("噪音扰民", 143),
                ("物业服务", 128),
                ("设施损坏", 117),
                ("邻里纠纷", 64),
            )
        ],
        "figures": [
            {"label": "今日受理", "value": "956", "note": "比上周二同时段多 6.2%"},
            {"label": "按承诺办结", "value": "96.8", "unit": "%", "note": "目标 95%"},
            {"label": "平均首次回应", "value": "38", "unit": "分钟", "note": "承诺 2 小时"},
            {"label": "居民评分", "value": "4.72", "note": "4,218 人评价，近 7 天"},
            {"label": "已超时", "value": "9", "unit": "件", "note": "其中 3 件已升级区级", "tone": "danger"},
        ],
        "areas": areas,
        "borders": borders,
        "pins": [{"x": 104.075, "y": 30.632, "tone": "alarm", "text": "竹园社区", "note": "噪音扰民"}],
        "geographic": True,
        "workers": False,
        "map_note": "示意边界，示例数据",
        "alarms": [
            {
                "kind": "正在发生 1",
                "title": "噪音扰民，商家经营",
                "place": "玉竹街道 · 竹园社区 · 第 6 网格",
                "seconds": 167,
                "since": MOMENT,
                "steps": [{"label": "值班岗", "state": "已接"}, {"label": "巡查二组", "state": "在路上"}],
            }
        ],
        "feed": [
            {"at": f"14:4{9 - number}", "kind": kind, "place": place, "state": state}
            for number, (kind, place, state) in enumerate(
                [
                    ("市政设施 · 井盖", "玉竹", "办结"),
                    ("市政设施 · 路灯", "玉竹", "已派单"),
                    ("消防安全 · 占道", "古桥", "受理"),
                    ("居民心愿", "玉竹", "已认领"),
                    ("消防安全 · 飞线充电", "花照", "办结"),
                    ("噪音扰民 · 施工", "芙蓉", "待核查"),
                ]
            )
        ],
        "streets": [
            {"label": label, "value": value}
            for label, value in (("玉竹", 98.0), ("芙蓉", 97.8), ("锦南", 97.5), ("望川", 97.2), ("晋园", 96.7))
        ],
    }


def contexts() -> dict[str, list[dict[str, Any]]]:
    """Template name to the contexts it is shown with: full, empty, and each step."""
    me = {"name": "冯清荷", "phone": "199****2071", "dwelling": "竹园小区 12 栋"}
    sessions = [
        {"label": "安卓手机", "note": "今天 14:30 用过", "current": True, "key": "a"},
        {"label": "电脑", "note": "11 月 20 日用过", "current": False, "key": "b"},
    ]
    pager = {"previous": "", "next": "#", "note": "这一页 15 件"}
    contact = [
        {
            "name": "陈秀芳",
            "role": "第 6 网格网格员，8:30 至 20:00 在岗",
            "tel": "tel:02800000000",
            "who": "网格员陈秀芳",
        }
    ]
    record = {
        "period": "近 30 天",
        "figures": [
            {"label": "按承诺办结", "value": "96.8", "unit": "%"},
            {"label": "平均首次回应", "value": "38", "unit": " 分钟"},
            {"label": "居民评分", "value": "4.7", "unit": " / 5"},
        ],
    }
    home, mine = resident_shell(), resident_shell("我的")
    bad_phone, bad_code, bad_staff = PhoneForm({"phone": ""}), CodeForm({}), StaffForm({})
    notice_rows = [
        {
            "title": row["title"],
            "href": "#",
            "chip": "进展",
            "tone": "info",
            "note": "竹园社区",
            "at": "14:36",
            "unread": True,
        }
        for row in ROWS
    ]
    return {
        "resident/home.html": [
            {"shell": home, "news": NOTICES, "record": record},
            {"shell": resident_shell(sample=False)},
        ],
        "resident/services.html": [
            {
                "shell": resident_shell("办事"),
                "query": "",
                "families": FAMILIES,
                "helper": {"name": "陈秀芳", "tel": "tel:02800000000"},
            },
            {"shell": resident_shell("办事"), "query": "护照", "families": []},
        ],
        "resident/matters.html": [
            {"shell": mine, "figures": FIGURES, "tabs": TABS, "groups": GROUPS, "pager": pager},
            {"shell": mine, "groups": [], "contacts": contact},
        ],
        "resident/inbox.html": [
            {"shell": mine, "notices": NOTICES, "unread": 1, "pager": pager},
            {"shell": mine, "notices": [], "unread": 0},
        ],
        "resident/me.html": [
            {"shell": mine, "me": me, "open_matters": 3, "unread": 2, "sessions": sessions},
            {"shell": mine, "me": None},
        ],
        "resident/who_saw_me.html": [
            {"shell": mine, "figures": FIGURES, "tabs": TABS, "looks": LOOKS, "pager": pager},
            {"shell": mine, "figures": FIGURES, "looks": []},
        ],
        "resident/sign_in.html": [
            {"shell": home, "step": "phone", "form": PhoneForm(), "next": "/", "samples": SAMPLES, "pending": ""},
            {
                "shell": home,
                "step": "phone",
                "form": bad_phone,
                "next": "/",
                "samples": [],
                "pending": "“12 栋门口的路灯不亮”，2 张照片",
            },
            {"shell": home, "step": "code", "form": bad_code, "next": "/", "phone": "199 0000 2071", "pending": ""},
        ],
        "resident/privacy.html": [
            {
                "shell": mine,
                "version": "2026-11",
                "controller": "锦城区治理中心",
                "consent": {"given": True, "note": "11 月 20 日同意"},
            }
        ],
        "console/inbox.html": [
            {"shell": console_shell(), "queue": QUEUE, "preview": PREVIEW},
            {
                "shell": console_shell(),
                "queue": QUEUE | {"rows": [], "count": 0, "keep": "keep"},
                "lead": "今天没有要办的事",
                "figures": FIGURES,
                "people": contact,
            },
        ],
        "console/notices.html": [
            {"shell": console_shell(""), "notices": notice_rows, "unread": 3, "pager": pager},
            {"shell": console_shell(""), "notices": [], "unread": 0},
        ],
        "console/search.html": [
            {
                "shell": console_shell("") | {"query": "路灯"},
                "lead": "“路灯”找到 2 件",
                "groups": [{"label": "诉求", "count": 2, "rows": ROWS[:2]}],
            },
            {"shell": console_shell("") | {"query": "没有的"}, "lead": "", "groups": []},
        ],
        "console/sign_in.html": [
            {
                "shell": {"sample": True},
                "form": StaffForm(),
                "next": "/console/",
                "samples": SAMPLES,
            },
            {"shell": {"sample": False}, "form": bad_staff, "next": "/console/", "samples": []},
        ],
        "console/choose_post.html": [
            {
                "shell": {"sample": True},
                "next": "/console/",
                "posts": [
                    {"value": "1", "label": "值班长", "note": "玉竹街道，到 12 月 31 日", "chip": "现在当班"},
                    {"value": "2", "label": "街道窗口", "note": "玉竹街道便民服务中心", "chip": ""},
                ],
            },
            {"shell": {"sample": False}, "next": "", "posts": []},
        ],
        "board/wall.html": [
            {"wall": wall()},
            {
                "wall": wall()
                | {
                    "alarms": [],
                    "feed": [],
                    "areas": [],
                    "borders": [],
                    "pins": [],
                    "kinds": [],
                    "stages": [],
                    "channels": [],
                    "hours": [],
                    "mean": [],
                    "open": 0,
                    "streets": [],
                    "live": "",
                }
            },
        ],
        **{f"errors/{code}.html": [{}] for code in (400, 403, 404, 413, 500)},
    }
