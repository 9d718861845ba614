"""Forms of the wish wall: a wish, and a step with just the fields it needs."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from xinyi.kernel.work.machine import Transition
from xinyi.scenarios.wishes.actions import TextEmpty
from xinyi.scenarios.wishes.models import LONGEST

OPTIONAL_TEXT = ("thank",)
LABELS = {
    "publish": _("上墙的话"),
    "rewrite": _("改好的心愿"),
    "claim": _("我们能做什么"),
    "fulfil": _("做了什么"),
    "confirm": _("告诉大家怎么实现的"),
    "thank": _("说句谢谢"),
}
HINTS = {
    "publish": _("去掉姓名、电话和门牌，邻居看到的就是这段话。"),
    "claim": _("会写在墙上，例如“出两张旧木椅并翻新”。"),
    "confirm": _("会写在墙上，不要写许愿人是谁。"),
    "thank": _("只有认领人和社区看得到。"),
}
REASONS = {"decline": _("会写在墙上，也会告诉许愿人。")}


class WishForm(forms.Form):
    """What somebody wishes for. The text's own rules are the action's."""

    use_required_attribute = False

    text = forms.CharField(
        label=_("我的心愿"),
        strip=False,
        help_text=_("最多 500 字。不用写姓名、电话和门牌，社区看过才上墙，墙上不写您是谁。"),
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": TextEmpty.message},
    )


class Photos(forms.FileField):
    """Any number of photos under one name; files decide later whether they are pictures."""

    widget = forms.FileInput

    def clean(self, value: object, initial: object = None) -> "list[UploadedFile[bytes]]":  # noqa: ARG002
        """The uploads."""
        found = [one for one in value if one] if isinstance(value, list) else []
        if self.required and not found:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return found


class StepForm(forms.Form):
    """The fields that a step of the table needs, and nothing else."""

    use_required_attribute = False

    def __init__(self, data: Any = None, files: Any = None, *, transition: Transition, text: str = "") -> None:
        super().__init__(data, files, auto_id=f"{transition.name}_%s", initial={"text": text})
        name = transition.name
        if "text" in transition.requires or name in OPTIONAL_TEXT:
            self.fields["text"] = words_field(
                LABELS.get(name, _("内容")), hint=HINTS.get(name, ""), required=name not in OPTIONAL_TEXT
            )
        if "reason" in transition.requires:
            self.fields["reason"] = words_field(_("原因"), hint=REASONS.get(name, ""), required=True, rows=2)
        if "promised_on" in transition.requires:
            self.fields["promised_on"] = promise_field()
        if "evidence" in transition.requires:
            self.fields["evidence"] = Photos(
                label=_("做好后的照片"), error_messages={"required": _("请至少加一张做好后的照片。")}
            )
            found = self.files.getlist("evidence") if hasattr(self.files, "getlist") else []
            self.fields["evidence"].widget.value_from_datadict = lambda *_given: found


def words_field(label: Any, *, hint: Any, required: bool, rows: int = 3) -> forms.CharField:
    """A field for some sentences. Any: words that are translated when shown."""
    missing = {"required": _("请写几句，说明情况。"), "max_length": _("最多写 500 个字，请删减一些。")}
    return forms.CharField(
        label=label, help_text=hint, required=required, max_length=LONGEST, error_messages=missing,
        widget=forms.Textarea({"rows": rows}),
    )  # fmt: skip


def promise_field() -> forms.DateField:
    """By when somebody promises."""
    missing = {"required": _("请选答应做到的日期。"), "invalid": _("请选一个日期，例如 2026-12-12。")}
    return forms.DateField(
        label=_("什么时候做到"), help_text=_("日期会公开，过了没做到会提醒上一级。"), error_messages=missing,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), input_formats=["%Y-%m-%d"],
    )  # fmt: skip
