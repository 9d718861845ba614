"""What cases declare: roles and rights, workflow, notices, promises, personal fields, slots, facts."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from xinyi.kernel.manifest import (
    Fact,
    Manifest,
    NoticeKind,
    PersonalField,
    Reaction,
    Role,
    ServiceStandard,
    Slot,
)

DESK = ("cases.report", "cases.see", "cases.note", "cases.dispatch", "cases.check")
CASES = _("诉求")
WORKBENCH = _("工作台")

manifest = Manifest(
    slug="cases",
    name=CASES,
    icon="list",
    family=_("智能服务"),
    summary=_("报问题、查进度、评价办理"),
    roles=(
        Role(
            "grid_worker", _("网格员"), "place", ("cases.report", "cases.see", "cases.note", "cases.check"), ("grid",)
        ),
        Role("community_clerk", _("社区工作者"), "place", DESK, ("community",)),
        Role("community_secretary", _("社区书记"), "place", DESK, ("community",)),
        Role("street_clerk", _("街道窗口"), "place", ("cases.report", "cases.see", "cases.note"), ("street",)),
        Role("street_dispatcher", _("值班长"), "place", DESK, ("street",)),
        Role("street_leader", _("街道负责人"), "place", ("cases.see", "cases.note"), ("street",)),
        Role("district_dispatcher", _("区级调度"), "place", DESK, ("district",)),
        Role("district_leader", _("区级负责人"), "place", ("cases.see", "cases.note"), ("district",)),
        Role("handler", _("处置员"), "organisation", ("cases.see",)),
        Role("manager", _("单位负责人"), "organisation", ("cases.see",)),
        Role("auditor", _("审计员"), "place", (), ("district",)),
        Role("administrator", _("系统管理员"), "place", (), ("district",)),
    ),
    workflows=("workflow:workflow",),
    notices=(
        NoticeKind(
            "cases.received",
            ("number", "holder"),
            _("您反映的问题已收到，编号 %(number)s，由%(holder)s负责。"),
            sms=True,
        ),
        NoticeKind("cases.moved", ("number", "what"), _("%(number)s：%(what)s。")),
        NoticeKind(
            "cases.asked", ("number", "who"), _("%(who)s请您补充 %(number)s 的情况，补充后继续办理。"), sms=True
        ),
        NoticeKind("cases.closed", ("number",), _("%(number)s 已核查结案，请您评价：问题解决了吗？"), sms=True),
        NoticeKind("cases.assigned", ("number", "title"), _("新到诉求 %(number)s：%(title)s")),
        NoticeKind(
            "cases.ringing",
            ("number", "title", "minutes"),
            _("紧急：%(number)s %(title)s，请在 %(minutes)s 分钟内接收。"),
            urgent=True,
            sms=True,
        ),
        NoticeKind("cases.late", ("number", "title"), _("超时督办：%(number)s %(title)s 没有在承诺时间内办结。")),
        NoticeKind("cases.urged", ("number", "times"), _("居民催办 %(number)s，这是第 %(times)s 次。")),
        NoticeKind("cases.reopened", ("number", "reason"), _("%(number)s 没有解决，重新办理。居民说：%(reason)s")),
    ),
    standards=(
        ServiceStandard("ordinary", _("一般诉求办结"), 2, "work_day"),
        ServiceStandard("urgent", _("紧急诉求办结"), 1, "work_day"),
        ServiceStandard("happening_now", _("正在发生的事到场"), 0.5, "urgent_hour"),
    ),
    personal_fields=(
        PersonalField(
            "Case", "text", _("反映的内容"), _("办理您反映的问题"), timedelta(days=5 * 365), _("履行法定职责")
        ),
        PersonalField(
            "Case", "spot", _("具体位置"), _("找到问题所在的地方"), timedelta(days=5 * 365), _("履行法定职责")
        ),
        PersonalField("Case", "score_text", _("评价的话"), _("改进办理"), timedelta(days=5 * 365), _("同意")),
        PersonalField("Case", "lon", _("定位经度"), _("找到问题所在的地方"), timedelta(days=5 * 365), _("同意")),
        PersonalField("Case", "lat", _("定位纬度"), _("找到问题所在的地方"), timedelta(days=5 * 365), _("同意")),
    ),
    slots=(
        Slot("resident.lead", template="cases/resident/lead.html", query="queries.slots:lead", order=10),
        Slot("resident.card", template="cases/resident/card.html", query="queries.slots:card", order=10),
        Slot("console.menu", label=_("全部诉求"), icon="list", url="cases_console:list", group=CASES, order=20),
        Slot(
            "console.menu",
            label=_("派单台"),
            icon="send",
            url="cases_console:desk",
            group=CASES,
            order=21,
            roles=("community_clerk", "community_secretary", "street_dispatcher", "district_dispatcher"),
            count="mine",
        ),
        Slot(
            "console.menu",
            label=_("督办与超时"),
            icon="clock",
            url="cases_console:overdue",
            group=CASES,
            order=22,
            roles=(
                "community_clerk",
                "community_secretary",
                "street_dispatcher",
                "street_leader",
                "district_dispatcher",
                "district_leader",
            ),
            count="overseen",
        ),
        Slot(
            "console.menu",
            label=_("登记诉求"),
            icon="plus",
            url="cases_console:intake",
            group=WORKBENCH,
            order=12,
            roles=(
                "grid_worker",
                "community_clerk",
                "community_secretary",
                "street_clerk",
                "street_dispatcher",
                "district_dispatcher",
            ),
        ),
        Slot("console.banner", template="cases/console/ringing.html", query="console.slots:ringing_now", order=10),
        Slot("console.search", query="console.slots:search", template="cases/console/found.html", order=10),
    ),
    facts=(
        Fact("cases.reported", _("上报"), _("件"), shows="received", words="queries.kinds:group_words"),
        Fact("cases.admitted", _("立案"), _("件")),
        Fact("cases.dispatched", _("派单"), _("件")),
        Fact("cases.handed_back", _("退单"), _("次")),
        Fact("cases.closed", _("结案"), _("件")),
        Fact("cases.reopened", _("重新办理"), _("次")),
        Fact("cases.rated", _("评价"), _("分"), shows="rating"),
    ),
    reactions=(
        Reaction("work.ItemOpened", "reactions:tell_received"),
        Reaction("work.ItemMoved", "reactions:tell_moved"),
        Reaction("work.Rang", "reactions:tell_ringing"),
        Reaction("work.DeadlineBreached", "reactions:tell_late"),
    ),
)
