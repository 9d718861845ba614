"""What the notices keep about people."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from xinyi.kernel.manifest import Manifest, PersonalField

TWO_YEARS = timedelta(days=2 * 365)

manifest = Manifest(
    slug="notices",
    name=_("消息"),
    personal_fields=(
        PersonalField(
            model="notices.Notice",
            field="recipient_id",
            label=_("发给您的消息"),
            purpose=_("告诉您所办事项的进展"),
            ground=_("为履行法定职责所必需"),
            retention=TWO_YEARS,
        ),
        PersonalField(
            model="notices.Notice",
            field="parameters",
            label=_("消息中的事项编号、地点和时间"),
            purpose=_("告诉您所办事项的进展"),
            ground=_("为履行法定职责所必需"),
            retention=TWO_YEARS,
        ),
    ),
)
