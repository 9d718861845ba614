"""Kinds of notice declared for these tests."""

from xinyi.kernel.manifest import NoticeKind

KINDS = {
    one.code: one
    for one in (
        NoticeKind("tests.accepted", ["number", "due_at"], "您的诉求 %(number)s 已受理，%(due_at)s前答复。"),
        NoticeKind("tests.asked", ["number"], "请补充诉求 %(number)s 的信息。", sms=True),
        NoticeKind("tests.rings", ["number"], "夜间告急：%(number)s", urgent=True, sms=True),
    )
}
