"""The case's table: six stages for statistics, five for staff, four for residents; one table behind them."""

from django.utils.translation import gettext_lazy as _

from xinyi.kernel.work.machine import Facts, Stage, State, Text, Transition, Workflow

OPEN = ("reported", "admitted", "dispatched", "handling", "asked_early", "asked", "checking")
BEFORE_DISPATCH = ("reported", "admitted")
AT_HANDLER = ("dispatched", "handling")
MOVABLE = (*BEFORE_DISPATCH, *AT_HANDLER)
HOLDER_OR_DESK = ("holder", "cases.dispatch")


def checked_by_another(facts: Facts) -> Text | None:
    """The handling organisation never checks or closes its own case."""
    if facts.handled_it:
        return _("处置单位不能核查自己办的件，请由派单岗或网格员核查。")
    return None


def hand_backs_left(facts: Facts) -> Text | None:
    """A case is handed back so many times, then the level above rules."""
    if facts.extra.get("hand_backs_left") == 0:
        return _("这件诉求退单次数已满，请联系上一级裁定。")
    return None


def within_reopening(facts: Facts) -> Text | None:
    """A closed case can be reopened within the published number of days."""
    if facts.extra.get("may_reopen") is False:
        return _("结案已超过可以重新办理的天数，请重新上报，我们会把两件连在一起。")
    return None


def not_rated_yet(facts: Facts) -> Text | None:
    """One rating per closing."""
    return _("这次办理您已经评价过了。") if facts.extra.get("is_rated") else None


STAGES = (
    Stage("received", _("已受理")),
    Stage("dispatched", _("已派单")),
    Stage("handling", _("处理中")),
    Stage("rating", _("待评价")),
)

STATES = (
    State("reported", _("待立案"), "received", "warn"),
    State("admitted", _("待派单"), "received", "warn"),
    State("asked_early", _("待居民补充"), "received", "mute", waits_for="reporter"),
    State("dispatched", _("待接收"), "dispatched", "brand"),
    State("handling", _("处置中"), "handling", "info"),
    State("asked", _("待居民补充"), "handling", "mute", waits_for="reporter"),
    State("checking", _("待核查"), "handling", "brand"),
    State("closed", _("已结案"), "rating", "ok", waits_for="nobody", final=True),
    State("withdrawn", _("已撤回"), "rating", "mute", waits_for="nobody", final=True),
    State("void", _("不予立案"), "rating", "mute", waits_for="nobody", final=True),
)

# fmt: off
TRANSITIONS = (
    Transition(
        "admit", _("立案"), ("reported",), "admitted", HOLDER_OR_DESK, requires=("kind",),
        meets=("admit", "first_response"), starts=("dispatch",), told=_("已受理，正在安排处置单位"), key="A",
    ),
    Transition(
        "dispatch", _("派单"), (*BEFORE_DISPATCH, "dispatched"), "dispatched", ("cases.dispatch",),
        requires=("kind", "holder"), moves=True, meets=("admit", "dispatch", "first_response"),
        cancels=("accept", "handle"), starts=("accept", "handle"), told=_("派给%(next)s处置"), key="D",
    ),
    Transition(
        "accept", _("接收"), ("dispatched",), "handling", ("holder",), accepts=True,
        meets=("accept", "first_response"), told=_("已接收，开始处置"), key="J",
    ),
    Transition(
        "take", _("自行处置"), BEFORE_DISPATCH, "handling", ("holder",), accepts=True,
        meets=("admit", "dispatch", "first_response"), starts=("handle",), told=_("已接手，直接处置"), key="T",
    ),
    Transition(
        "hand_back", _("退单"), AT_HANDLER, "admitted", ("holder",), requires=("reason", "holder"),
        guards=(hand_backs_left,), moves=True, visibility="internal", cancels=("accept", "handle"),
        starts=("dispatch",), told=_("退回%(next)s重新派单"), key="B",
    ),
    Transition(
        "send_up", _("上报上级"), MOVABLE, "admitted", ("holder",), requires=("reason", "holder"), moves=True,
        cancels=("admit", "accept", "handle"), starts=("dispatch",), told=_("请%(next)s研究办理"), key="U",
    ),
    Transition(
        "send_down", _("下派下级"), BEFORE_DISPATCH, "admitted", HOLDER_OR_DESK, requires=("holder",), moves=True,
        cancels=("admit",), starts=("dispatch",), told=_("交给%(next)s办理"), key="L",
    ),
    Transition(
        "send_across", _("转同级"), BEFORE_DISPATCH, "admitted", HOLDER_OR_DESK, requires=("reason", "holder"),
        moves=True, cancels=("admit",), starts=("dispatch",), told=_("转给%(next)s办理"), key="X",
    ),
    Transition(
        "reply", _("回复居民"), OPEN, "", (*HOLDER_OR_DESK, "cases.note"), requires=("text",),
        meets=("first_response",), told=_("有新的进展"), key="R",
    ),
    Transition(
        "note", _("内部记录"), OPEN, "", (*HOLDER_OR_DESK, "cases.note"), requires=("text",), visibility="internal",
        told=_("内部记录"), key="N",
    ),
    Transition(
        "correct_kind", _("改类别"), MOVABLE, "", HOLDER_OR_DESK, requires=("kind",), visibility="internal",
        told=_("调整了类别"), key="K",
    ),
    Transition(
        "ask_early", _("请居民补充"), BEFORE_DISPATCH, "asked_early", HOLDER_OR_DESK, requires=("text",),
        meets=("first_response",), pauses=True, told=_("请您补充情况"), key="Q",
    ),
    Transition(
        "ask", _("请居民补充"), AT_HANDLER, "asked", ("holder",), requires=("text",), meets=("first_response",),
        pauses=True, told=_("请您补充情况"), key="Q",
    ),
    Transition(
        "answer_early", _("补充情况"), ("asked_early",), "reported", ("reporter", "cases.dispatch"),
        requires=("text",), resumes=True, told=_("补充了情况"),
    ),
    Transition(
        "answer", _("补充情况"), ("asked",), "handling", ("reporter", "holder"), requires=("text",), accepts=True,
        resumes=True, told=_("补充了情况"),
    ),
    Transition(
        "submit", _("提交核查"), ("handling",), "checking", ("holder",), requires=("text", "evidence", "holder"),
        moves=True, meets=("handle", "first_response"), starts=("check",), told=_("处置完成，交%(next)s核查"), key="C",
    ),
    Transition(
        "approve", _("核查通过，结案"), ("checking",), "closed", ("holder", "cases.check"),
        guards=(checked_by_another,),
        meets=("check", "answer"), told=_("核查通过，已结案"), key="C",
    ),
    Transition(
        "reject", _("核查不通过"), ("checking",), "handling", ("holder", "cases.check"), requires=("reason", "holder"),
        guards=(checked_by_another,), moves=True, meets=("check",), starts=("handle",), accepts=False,
        told=_("核查没有通过，退回%(next)s继续处置"), key="V",
    ),
    Transition(
        "void", _("不予立案"), BEFORE_DISPATCH, "void", ("cases.dispatch",), requires=("reason",),
        meets=("first_response", "admit"), cancels=("answer",), told=_("不予立案，原因如下"), key="Z",
    ),
    Transition(
        "supplement", _("补充说明"), OPEN, "", ("reporter",), requires=("text",), told=_("补充了说明"),
    ),
    Transition(
        "urge", _("催办"), OPEN, "", ("reporter",), told=_("催办"),
    ),
    Transition(
        "withdraw", _("撤回"), (*MOVABLE, "asked_early", "asked"), "withdrawn", ("reporter",), requires=("reason",),
        cancels=("answer",), told=_("已撤回"),
    ),
    Transition(
        "rate", _("评价"), ("closed",), "closed", ("reporter",), requires=("score",), guards=(not_rated_yet,),
        told=_("已评价"),
    ),
    Transition(
        "reopen", _("没有解决，重新办理"), ("closed",), "admitted", ("reporter", "cases.dispatch"),
        requires=("reason", "holder"), guards=(within_reopening,), moves=True, starts=("dispatch", "answer"),
        told=_("重新办理，交给%(next)s"),
    ),
)
# fmt: on


workflow = Workflow(
    name="cases.case",
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
