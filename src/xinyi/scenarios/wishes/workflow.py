"""The wish's table: checked before anybody reads it, claimed with a date, confirmed by another than who did it."""

from django.utils.translation import gettext_lazy as _

from xinyi.kernel.work.machine import Facts, Stage, State, Text, Transition, Workflow

CLERK = ("holder", "wishes.check")
ON_THE_WALL = ("published", "claimed", "checking", "fulfilled", "kept", "declined")


def confirmed_by_another(facts: Facts) -> Text | None:
    """Whoever claimed the wish never confirms that it came true."""
    claimer = facts.extra.get("claimer_id")
    if claimer is not None and claimer in {facts.me, facts.organisation_id}:
        return _("认领人不能核实自己认领的心愿，请由社区的另一位同事核实。")
    return None


def waited_long_enough(facts: Facts) -> Text | None:
    """A wisher who says nothing is given time before the wish rests."""
    if facts.extra.get("may_rest"):
        return None
    return _("许愿人还有时间答复，过了期限才能直接结束。")


STAGES = (
    Stage("written", _("已许愿")),
    Stage("published", _("已上墙")),
    Stage("claimed", _("有人认领")),
    Stage("fulfilled", _("已做到")),
)

STATES = (
    State("written", _("待审看"), "written", "warn"),
    State("sent_back", _("待修改"), "written", "mute", waits_for="reporter"),
    State("published", _("等认领"), "published", "brand"),
    State("claimed", _("已认领"), "claimed", "info"),
    State("checking", _("待核实"), "claimed", "warn"),
    State("fulfilled", _("待许愿人答复"), "fulfilled", "ok", waits_for="reporter"),
    State("kept", _("已实现"), "fulfilled", "ok", waits_for="nobody", final=True),
    State("declined", _("暂不能办"), "published", "mute", waits_for="nobody", final=True),
    State("withdrawn", _("已撤回"), "written", "mute", waits_for="nobody", final=True),
)

# fmt: off
TRANSITIONS = (
    Transition(
        "publish", _("审看通过，上墙"), ("written",), "published", CLERK, requires=("text",),
        meets=("check",), starts=("claim",), told=_("审看通过，已上墙"), key="A",
    ),
    Transition(
        "send_back", _("请许愿人修改"), ("written",), "sent_back", CLERK, requires=("reason",),
        meets=("check",), told=_("请您修改后再提交"), key="B",
    ),
    Transition(
        "rewrite", _("改好了，再提交"), ("sent_back",), "written", ("reporter",), requires=("text",),
        starts=("check",), told=_("修改后再次提交"),
    ),
    Transition(
        "claim", _("认领"), ("published",), "claimed", ("wishes.claim",), requires=("text", "promised_on", "holder"),
        moves=True, meets=("claim",), starts=("fulfil",), told=_("%(next)s认领"), key="C",
    ),
    Transition(
        "give_up", _("做不到，放回墙上"), ("claimed",), "published", ("holder",), requires=("reason", "holder"),
        moves=True, cancels=("fulfil",), starts=("claim",), told=_("认领人做不到，重新征集"), key="G",
    ),
    Transition(
        "fulfil", _("已经做到，请核实"), ("claimed",), "checking", ("holder",),
        requires=("text", "evidence", "holder"), moves=True, meets=("fulfil",), starts=("confirm",),
        told=_("已经做到，请%(next)s核实"), key="F",
    ),
    Transition(
        "confirm", _("核实属实"), ("checking",), "fulfilled", CLERK, requires=("text",),
        guards=(confirmed_by_another,), meets=("confirm",), told=_("社区已核实"), key="A",
    ),
    Transition(
        "reject", _("还没做到"), ("checking",), "claimed", CLERK, requires=("reason", "holder"),
        guards=(confirmed_by_another,), moves=True, meets=("confirm",), starts=("fulfil",),
        told=_("核实没有通过，请%(next)s继续"), key="V",
    ),
    Transition(
        "thank", _("道声谢"), ("fulfilled",), "kept", ("reporter",), told=_("许愿人致谢"),
    ),
    Transition(
        "not_yet", _("还没有实现"), ("fulfilled",), "claimed", ("reporter",), requires=("reason", "holder"),
        moves=True, starts=("fulfil",), told=_("许愿人说还没有实现，请%(next)s继续"),
    ),
    Transition(
        "rest", _("许愿人没有答复，结束"), ("fulfilled",), "kept", ("wishes.check",), guards=(waited_long_enough,),
        told=_("许愿人没有答复，按已实现结束"), key="E",
    ),
    Transition(
        "decline", _("答复暂不能办"), ("written", "published"), "declined", ("wishes.decline",),
        requires=("reason",), meets=("check", "claim"), told=_("暂不能办，原因如下"), key="X",
    ),
    Transition(
        "withdraw", _("撤回心愿"), ("written", "sent_back", "published"), "withdrawn", ("reporter",),
        told=_("许愿人撤回"),
    ),
)
# fmt: on

workflow = Workflow(
    name="wishes.wish",
    version=1,
    states=STATES,
    transitions=TRANSITIONS,
    stages=STAGES,
    chain={
        "community": ("community_clerk", "community_secretary"),
        "street": ("street_dispatcher",),
        "district": ("district_dispatcher",),
    },
)
