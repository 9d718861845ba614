"""What accounts keep about people and why, and the roles that belong to no scenario."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from xinyi.kernel.manifest import Manifest, PersonalField, Role

YEAR = timedelta(days=365)

manifest = Manifest(
    slug="accounts",
    name=_("账户与岗位"),
    roles=[
        Role(name="administrator", label=_("系统管理员"), seat="place", may=("accounts.manage",), levels=("district",)),
        Role(name="auditor", label=_("审计员"), seat="place", may=("audit.read",), levels=("district",)),
    ],
    personal_fields=[
        PersonalField(
            model="accounts.Residence",
            field="place",
            label=_("住址"),
            purpose=_("把您的事项送到负责您所住小区的人手里"),
            ground=_("经本人同意"),
            retention=YEAR,
        ),
        PersonalField(
            model="accounts.Consent",
            field="purpose",
            label=_("您同意过的事项"),
            purpose=_("证明同意由您本人作出，并随时可以撤回"),
            ground=_("为履行法定义务所必需"),
            retention=3 * YEAR,
        ),
        PersonalField(
            model="accounts.Appointment",
            field="public_name",
            label=_("工作人员姓名"),
            purpose=_("让居民知道是谁在办理"),
            ground=_("依法公开的履职信息"),
            retention=5 * YEAR,
        ),
        PersonalField(
            model="accounts.Account",
            field="staff_number",
            label=_("工号"),
            purpose=_("工作人员登录"),
            ground=_("为履行法定职责所必需"),
            retention=5 * YEAR,
        ),
        PersonalField(
            model="accounts.Session",
            field="agent",
            label=_("登录设备"),
            purpose=_("让您认出并退出自己的登录"),
            ground=_("保障账户安全所必需"),
            retention=YEAR / 2,
        ),
    ],
)
