"""Forms of the phone's own pages."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NameForm(forms.Form):
    """What the reader wants to be called."""

    name = forms.CharField(
        label=_("姓名"),
        help_text=_("怎么称呼您，办事人联系您时用。"),
        max_length=40,
        error_messages={"required": _("请填写姓名，或者返回上一页。"), "max_length": _("最多 40 个字。")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class HomeForm(forms.Form):
    """Where the reader lives: a place out of those found, and as what."""

    KINDS = [("owner", _("业主")), ("tenant", _("租户")), ("family", _("家人"))]

    place = forms.IntegerField(error_messages={"required": _("请在下面选择您住的地方。"), "invalid": _("请重新选择。")})
    kind = forms.ChoiceField(
        label=_("您是"), choices=KINDS, widget=forms.RadioSelect, error_messages={"required": _("请选择一项。")}
    )


class PointForm(forms.Form):
    """Where the telephone says it is, in WGS 84 degrees."""

    longitude = forms.FloatField(min_value=-180, max_value=180)
    latitude = forms.FloatField(min_value=-90, max_value=90)
