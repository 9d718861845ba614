"""What work declares: the facts it records itself."""

from django.utils.translation import gettext_lazy as _

from xinyi.kernel.manifest import Fact, Manifest

manifest = Manifest(
    slug="work",
    name=_("工单"),
    facts=(Fact("work.breached", _("承诺未兑现"), _("次")),),
)
