"""What the vault keeps about people, and why."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from xinyi.kernel.manifest import Manifest, PersonalField

WHILE_NEEDED = timedelta(days=3 * 365)

manifest = Manifest(
    slug="vault",
    name=_("个人信息保险柜"),
    personal_fields=[
        PersonalField(
            model="vault.Value",
            field="phone",
            label=_("手机号码"),
            purpose=_("登录；办理您的事项时与您联系"),
            ground=_("为履行法定职责所必需，或经本人同意"),
            retention=WHILE_NEEDED,
        ),
        PersonalField(
            model="vault.Value",
            field="name",
            label=_("姓名"),
            purpose=_("办理您的事项时称呼您"),
            ground=_("经本人同意"),
            retention=WHILE_NEEDED,
        ),
        PersonalField(
            model="vault.Access",
            field="person_id",
            label=_("您参与的事项"),
            purpose=_("只让正在办理这件事的人能联系到您"),
            ground=_("为履行法定职责所必需"),
            retention=WHILE_NEEDED,
        ),
    ],
)
