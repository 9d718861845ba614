"""What the wish wall declares: roles and rights, workflow, notices, promises, personal fields, slots, facts."""

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

WISHES = _("心愿墙")
CHECKS = ("wishes.see", "wishes.check", "wishes.claim")
CLAIMS = ("wishes.see", "wishes.claim")
FIVE_YEARS = timedelta(days=5 * 365)

# fmt: off
manifest = Manifest(
    slug="wishes",
    name=WISHES,
    icon="wish",
    family=_("智能共享"),
    summary=_("许个心愿，邻居附议，有人认领"),
    switched_by=("district", "street", "community"),
    roles=(
        Role("grid_worker", _("网格员"), "place", CLAIMS, ("grid",)),
        Role("community_clerk", _("社区工作者"), "place", CHECKS, ("community",)),
        Role("community_secretary", _("社区书记"), "place", (*CHECKS, "wishes.decline"), ("community",)),
        Role("street_clerk", _("街道窗口"), "place", CLAIMS, ("street",)),
        Role("street_dispatcher", _("值班长"), "place", CHECKS, ("street",)),
        Role("street_leader", _("街道负责人"), "place", (*CLAIMS, "wishes.decline"), ("street",)),
        Role("district_dispatcher", _("区级调度"), "place", CHECKS, ("district",)),
        Role("district_leader", _("区级负责人"), "place", CLAIMS, ("district",)),
        Role("handler", _("处置员"), "organisation", CLAIMS),
        Role("manager", _("单位负责人"), "organisation", CLAIMS),
    ),
    workflows=("workflow:workflow",),
    notices=(
        NoticeKind("wishes.to_check", ("title",), _("新心愿待审看：%(title)s")),
        NoticeKind("wishes.published", ("title",), _("您的心愿“%(title)s”已上墙，邻居可以附议，也等人认领。")),
        NoticeKind("wishes.sent_back", ("reason",), _("您的心愿要改一改再上墙。社区说：%(reason)s")),
        NoticeKind(
            "wishes.claimed", ("title", "who", "day"), _("%(who)s认领了您的心愿“%(title)s”，答应 %(day)s 前做到。"),
        ),
        NoticeKind("wishes.open_again", ("title", "reason"), _("“%(title)s”重新征集认领。原认领人说：%(reason)s")),
        NoticeKind("wishes.to_confirm", ("title",), _("请去看看是不是做到了：%(title)s")),
        NoticeKind(
            "wishes.fulfilled", ("title",), _("您的心愿“%(title)s”做到了，去看看，道声谢；没做到也请告诉我们。"),
            sms=True,
        ),
        NoticeKind("wishes.thanked", ("title",), _("许愿人收到了“%(title)s”，谢谢你们。")),
        NoticeKind("wishes.not_yet", ("title", "reason"), _("“%(title)s”还没有做到：%(reason)s")),
        NoticeKind("wishes.declined", ("title", "reason"), _("您的心愿“%(title)s”暂时办不了。原因：%(reason)s")),
        NoticeKind("wishes.late", ("title",), _("超时督办：心愿“%(title)s”没有在承诺时间内办到。")),
    ),
    standards=(
        ServiceStandard("check", _("审看心愿"), 2, "work_day"),
        ServiceStandard("claim", _("找到认领人或答复"), 30, "natural_day"),
        ServiceStandard("confirm", _("核实是否做到"), 3, "work_day"),
        ServiceStandard("fulfil", _("没做到的再做"), 7, "natural_day"),
        ServiceStandard("rest", _("等许愿人答复"), 14, "natural_day"),
    ),
    personal_fields=(
        PersonalField("Wish", "text", _("心愿的原话"), _("审看后去掉个人信息再上墙"), FIVE_YEARS, _("同意")),
        PersonalField("Second", "person_id", _("附议的心愿"), _("一人只附议一次"), FIVE_YEARS, _("同意")),
    ),
    slots=(
        Slot("resident.tile", label=WISHES, icon="wish", url="wishes:start", order=10),
        Slot("resident.card", template="wishes/resident/card.html", query="queries:newest_nearby", order=40),
        Slot("console.menu", label=WISHES, icon="wish", url="wishes_console:list", order=30),
    ),
    facts=(
        Fact("wishes.written", _("许下心愿"), _("个")),
        Fact("wishes.published", _("心愿上墙"), _("个")),
        Fact("wishes.seconded", _("附议"), _("次")),
        Fact("wishes.claimed", _("认领心愿"), _("个")),
        Fact("wishes.fulfilled", _("实现心愿"), _("个")),
    ),
    reactions=(
        Reaction("work.ItemOpened", "reactions:tell_written"),
        Reaction("work.ItemMoved", "reactions:tell_moved"),
        Reaction("work.DeadlineBreached", "reactions:tell_late"),
    ),
)
# fmt: on
