"""What the gallery shows: per component a line of template and the values it needs."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple


class Example(NamedTuple):
    """A line of template and what it reads."""

    source: str
    values: Mapping[str, Any] = MappingProxyType({})


_AREAS = (
    {"ring": [(0, 0), (4, 0), (4, 3), (0, 3)], "name": "玉竹", "count": 96},
    {"ring": [(4, 0), (8, 1), (8, 4), (4, 3)], "name": "桂里", "count": 49},
    {"ring": [(0, 3), (4, 3), (5, 6), (1, 6)], "name": "晋园", "count": 45},
)

EXAMPLES: Mapping[str, Example] = {
    "icon": Example('{% icon "camera" %} {% icon "wish" %} {% icon "warning" label="注意" %}'),
    "chip": Example('{% chip "处理中" tone="info" %} {% chip "已兑现" tone="ok" %} {% chip "已超时" tone="danger" %}'),
    "button": Example('{% button "提交" %} {% button "存进展" tone="line" %} {% button "撤回" tone="stop" %}'),
    "link": Example('{% link "看检修公告" href="#" after="forward" %} {% link "看进度" href="#" tone="line" %}'),
    "avatar": Example('{% avatar "陈秀芳" %}'),
    "call": Example(
        '<ul class="people"><li><span></span><span></span>{% call "tel:02800000000" who="网格员陈秀芳" %}</li></ul>'
    ),
    "masked": Example('{% masked "199****2071" reveal="#" %}'),
    "callout": Example(
        '{% callout tone="warn" title="井盖旁已围挡，请绕行" look=look %}换好前每天早晚各查一次。{% endcallout %}'
    ),
    "empty_state": Example(
        '{% empty_state "还没有事项" text="上报之后，谁在办、什么时候办好，都在这里看。" action="上报问题" href="#" %}'
    ),
    "page_head": Example(
        '{% page_head "全部诉求" crumb="诉求" %}{% link "登记诉求" href="#" tone="primary" %}{% endpage_head %}'
    ),
    "time": Example(
        ('{% time moment %} · {% time moment style="clock" %} · {% time moment style="full" %}'),
        {"moment": datetime.fromisoformat("2026-11-24T14:36:00+08:00")},
    ),
    "countdown": Example('{% countdown 11520 %} · {% countdown 167 style="digits" %}'),
    "promise": Example(
        ("{% promise 11520 percent=64 look=look %}{% facts items=facts look=look %}{% endpromise %}"),
        {"facts": [{"label": "承诺", "value": "今天 18:00 前办结"}]},
    ),
    "steps": Example(
        "{% steps items=stages timed=True %}",
        {
            "stages": [
                {"label": "已受理", "at": "09:12", "state": "done"},
                {"label": "已派单", "at": "09:20", "note": "用时 8 分", "state": "done"},
                {"label": "处理中", "at": "已用 5 时 28 分", "note": "限 8 时 40 分", "state": "now"},
                {"label": "待评价", "note": "办结后 7 天", "state": "todo"},
            ]
        },
    ),
    "stages": Example(
        "{% stages items=stages %}",
        {
            "stages": [
                {"label": "受理", "at": "用时 4 分", "state": "done"},
                {"label": "派单", "at": "用时 4 分", "state": "done"},
                {"label": "处置", "at": "已用 5:28，限 8:40", "state": "now", "percent": 63},
                {"label": "核查", "at": "限 4 小时", "state": "todo"},
            ]
        },
    ),
    "tile": Example(
        '<div class="grid">{% tile "心愿墙" href="#" icon="wish" %}{% tile "长者食堂" href="#" icon="meal" %}</div>'
    ),
    "service": Example(
        '<ul class="svc"><li>{% service "居住登记" href="#" icon="residence" note="当天办好" %}</li></ul>'
    ),
    "matter": Example(
        '<ul class="matters"><li>{% matter "3 单元楼道堆了杂物" href="#" chip="处理中" tone="info" %}今天 18:00 '
        "前，<b>还剩 3 小时 12 分</b>{% endmatter %}</li></ul>"
    ),
    "row": Example(
        '<ul class="rows"><li>{% row "9 至 14 栋停水" href="#" chip="停水" tone="warn" note="明天 09:00–17:00" '
        "%}</li></ul>"
    ),
    "queue_row": Example(
        '<ul class="ql"><li>{% queue_row "独居老人求助" href="#" mark="urgent" clock="02:47" '
        'clock_tone="danger" left="桂里社区 · 一键求助" right="14:45" %}</li></ul>'
    ),
    "figures": Example(
        "{% figures items=figures look=look %}",
        {
            "figures": [
                {"label": "今日受理", "value": "956", "unit": "件", "note": "比上周二同时段多 6.2%"},
                {"label": "按承诺办结", "value": "96.8", "unit": "%", "note": "目标 95%"},
                {"label": "已超时", "value": "9", "unit": "件", "tone": "danger", "note": "3 件已升级"},
            ]
        },
    ),
    "facts": Example(
        "{% facts items=facts look=look %}",
        {
            "facts": [
                {"label": "承诺", "value": "今天 18:00 前办结", "strong": True},
                {"label": "首次回应", "value": "8 分钟，承诺 2 小时", "chip": "已兑现", "tone": "ok"},
            ]
        },
    ),
    "photos": Example(
        "{% photos items=photos two=True %}",
        {"photos": [{"thumb": "data:,", "url": "#", "alt": "现场照片：楼道", "note": "二楼转角，14:34"}]},
    ),
    "tabs": Example(
        '{% tabs items=tabs label="按状态筛选" look=tab_look %}',
        {
            "tabs": [
                {"label": "全部", "href": "#", "count": 6, "current": True},
                {"label": "办理中", "href": "#", "count": 3},
                {"label": "已办结", "href": "#", "count": 1},
            ]
        },
    ),
    "table": Example(
        '{% table "各街道办结" tight=True %}<thead><tr><th scope="col">街道</th><th scope="col" '
        'class="n">件</th></tr></thead><tbody><tr><th scope="row">玉竹街道</th><td '
        'class="n">1,684</td></tr></tbody>{% endtable %}'
    ),
    "filter_bar": Example(
        (
            '{% filter_bar "筛选条件" chosen=chosen clear="#" %}<label>状态<select '
            'class="ctl"><option>在办</option></select></label>{% endfilter_bar %}'
        ),
        {"chosen": [{"label": "在办", "href": "#"}]},
    ),
    "pager": Example('{% pager previous="" next="#" note="这一页 15 件" %}'),
    "field": Example("{% field form.phone look=look %}{% endfield %}{% field form.why look=look %}{% endfield %}"),
    "error_summary": Example("{% error_summary form=form look=look %}"),
    "once": Example("{% once idem version=3 %}"),
    "photo_input": Example("{% photo_input id='gallery-photos' %}"),
    "fold": Example('{% fold "我来认领" %}<p>以谁的名义，什么时候做到。</p>{% endfold %}'),
    "timeline": Example(
        "{% timeline items=entries look=look %}",
        {
            "entries": [
                {
                    "at": "今天 14:36",
                    "title": "张建国",
                    "note": "翠竹物业，已到现场",
                    "text": "16:30 前清走。",
                    "tone": "now",
                },
                {"at": "今天 13:40", "title": "时限过半，已提醒主办和协办", "tone": "sys", "chip": "系统"},
            ]
        },
    ),
    "people": Example(
        "{% people items=people look=look %}",
        {
            "people": [
                {
                    "name": "张建国",
                    "role": "主办，翠竹物业工程部",
                    "now": "现在由他办",
                    "tel": "tel:02800000000",
                    "who": "主办张建国",
                },
                {"name": "陈秀芳", "role": "协办，第 6 网格网格员"},
            ]
        },
    ),
    "gauge": Example('{% gauge 85 tick=62 tone="hib" %}'),
    "load_meter": Example('{% load_meter 7 limit=8 percent=88 tone="warn" %}'),
    "suggestion": Example(
        '{% suggestion "建议派给 广和物业" reasons=reasons %}{% endsuggestion %}',
        {"reasons": [{"label": "职责", "text": "占用消防通道先由物业劝离"}]},
    ),
    "alarm": Example(
        (
            '{% alarm "烧烤店外摆吵闹，正在发生" head="SQ-1124-0963" seconds=18 chain=chain id="gallery-alarm" %}{% '
            'button "我来接" %}{% endalarm %}'
        ),
        {"chain": [{"at": "23:45:10", "who": "岑立秋（您）", "note": "剩 18 秒", "now": True}]},
    ),
    "hourly_bars": Example(
        "{% hourly_bars hours mean=mean %}",
        {
            "hours": [9, 6, 4, 3, 5, 14, 38, 71, 118, 142, 131, 109, 96, 124, 86],
            "mean": [
                11,
                8,
                6,
                5,
                6,
                15,
                34,
                64,
                101,
                122,
                118,
                97,
                88,
                104,
                112,
                119,
                126,
                138,
                121,
                96,
                78,
                61,
                40,
                22,
            ],
        },
    ),
    "shares": Example(
        "{% shares items=parts %}",
        {
            "parts": [
                {"label": "待派", "value": 46, "tone": "warn"},
                {"label": "处置中", "value": 312, "tone": "brand"},
                {"label": "待核查", "value": 88, "tone": "info"},
                {"label": "待评价", "value": 131, "tone": "mute"},
            ]
        },
    ),
    "bars": Example(
        "{% bars items=kinds %}",
        {
            "kinds": [
                {"label": "环境卫生", "value": 218},
                {"label": "停车道路", "value": 196},
                {"label": "噪音扰民", "value": 143},
            ]
        },
    ),
    "area_map": Example(
        "{% area_map areas=areas pins=pins geographic=False height=420 %}",
        {"areas": _AREAS, "pins": [{"x": 6, "y": 2.5, "tone": "alarm", "text": "桂里社区"}]},
    ),
}
