"""What work declares: the facts it records itself."""

from django.utils.translation import gettext_lazy as _

from xinyi.kernel.manifest import Fact, Manifest

manifest = Manifest(
    slug="work",
    name=_("工单"),
    facts=(
        Fact("work.breached", _("承诺未兑现"), _("次")),
        Fact("work.responded", _("首次回应"), _("分钟")),
        Fact("work.answered", _("按承诺办结"), _("件")),
    ),
)
