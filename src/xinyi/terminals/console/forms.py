"""Forms of the console's own pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_PASSWORD = 200


class StaffSignInForm(forms.Form):
    """Number, password, and the one-time password of the authenticator."""

    number = forms.CharField(
        label=_("工号"),
        max_length=60,
        error_messages={"required": _("请填写工号。")},
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("密码"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        error_messages={"required": _("请填写密码。")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    code = forms.CharField(
        label=_("动态码"),
        help_text=_("手机验证器上现在显示的 6 位数字。"),
        max_length=12,
        error_messages={"required": _("请填写验证器上的 6 位数字。")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class PasswordForm(forms.Form):
    """The old password and the new one, twice."""

    old = forms.CharField(
        label=_("原密码"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        error_messages={"required": _("请填写原密码。")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = forms.CharField(
        label=_("新密码"),
        help_text=_("至少 10 个字符，一句好记的话就很好。"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        error_messages={"required": _("请填写新密码。")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("再写一遍新密码"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        error_messages={"required": _("请再写一遍新密码。")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_again(self) -> str:
        """Both are the same."""
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("password", again):
            raise forms.ValidationError(_("两次写的不一样，请再写一遍。"))
        return again


class AuditForm(forms.Form):
    """What to look for in the audit."""

    about = forms.CharField(
        label=_("事项编号或标识"), max_length=60, required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    subject = forms.UUIDField(
        label=_("人员标识"), required=False, error_messages={"invalid": _("这不是人员标识，请从记录里复制。")}
    )
