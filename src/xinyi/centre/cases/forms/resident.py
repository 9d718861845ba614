"""Forms of the phone: the report, and what a reporter may add to their case."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xinyi.centre.cases.actions import TextEmpty

ABOUT = (("", _("不是")), ("community", _("是，反映社区或工作人员")))
SCORES = (("1", _("很不满意")), ("2", _("不满意")), ("3", _("一般")), ("4", _("满意")), ("5", _("很满意")))


class ReportForm(forms.Form):
    """What was written on the home page or on the page that asks for more. The text's own rules are the action's."""

    use_required_attribute = False

    text = forms.CharField(
        label=_("请说说情况"),
        strip=False,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": TextEmpty.message},
    )
    where = forms.CharField(
        label=_("小区、楼栋或单元"),
        max_length=100,
        required=False,
        help_text=_("例如“竹园小区 12 栋 3 单元”。"),
        error_messages={"max_length": _("地点最多写 100 个字。")},
    )
    spot = forms.CharField(
        label=_("具体位置"),
        max_length=100,
        required=False,
        help_text=_("例如“2 楼到 3 楼的楼道”。"),
        error_messages={"max_length": _("具体位置最多写 100 个字。")},
    )
    kind = forms.CharField(required=False, max_length=60)
    about = forms.ChoiceField(label=_("是反映社区的吗？"), choices=ABOUT, required=False, widget=forms.RadioSelect)
    anonymous = forms.BooleanField(label=_("不让处置单位知道我是谁"), required=False)
    latitude = forms.FloatField(required=False, min_value=-90, max_value=90)
    longitude = forms.FloatField(required=False, min_value=-180, max_value=180)
    place = forms.IntegerField(required=False, min_value=1)


class StepForm(forms.Form):
    """Words, a reason and a rating; which of them a step ``needs`` the table says."""

    use_required_attribute = False

    text = forms.CharField(
        label=_("说明"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={
            "required": _("请写几句，说明情况。"),
            "max_length": _("最多写 10000 个字，请删减一些。"),
        },
    )
    reason = forms.CharField(
        label=_("原因"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        error_messages={
            "required": _("请写明原因。"),
            "max_length": _("原因最多写 1000 个字，请删减一些。"),
        },
    )
    score = forms.TypedChoiceField(
        label=_("问题解决得怎么样？"),
        choices=SCORES,
        coerce=int,
        required=False,
        empty_value=0,
        widget=forms.RadioSelect,
        error_messages={"required": _("请先选一个满意程度。")},
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, step: str, needs: Collection[str]) -> None:
        super().__init__(data, auto_id=f"{step}_%s")
        for name, field in self.fields.items():
            field.required = name in needs
        if step == "rate":
            self.fields["text"].label = _("想说的话")
