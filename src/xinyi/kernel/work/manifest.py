"""What work declares: the facts it records itself, and the words people write while something is handled."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from xinyi.kernel.manifest import Fact, Manifest, PersonalField

manifest = Manifest(
    slug="work",
    name=_("工单"),
    personal_fields=(
        PersonalField(
            "Entry",
            "text",
            _("办理过程中写下的话"),
            _("让您和经办人都看得到办理过程"),
            timedelta(days=5 * 365),
            _("履行法定职责"),
        ),
    ),
    facts=(
        Fact("work.breached", _("承诺未兑现"), _("次")),
        Fact("work.responded", _("首次回应"), _("分钟")),
        Fact("work.answered", _("按承诺办结"), _("件")),
    ),
)
