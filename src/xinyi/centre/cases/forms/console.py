"""Forms of the console: a step with just the fields it needs, intake, the conditions of a list, a look at a number."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from xinyi.centre.cases.models import Kind
from xinyi.centre.cases.queries.kinds import kind_label
from xinyi.kernel.work.api import workflow_of
from xinyi.kernel.work.machine import Transition

LONGEST = 10_000
CASE = "cases.case"
OPTIONAL_HOLDER = ("send_down",)
CHOOSES_HOLDER = ("dispatch", "send_across", *OPTIONAL_HOLDER)
CHANNELS = (
    ("grid", _("网格巡查")),
    ("counter", _("窗口")),
    ("telephone", _("电话")),
    ("12345", _("12345 热线")),
)
URGENCIES = (
    ("happening_now", _("正在发生")),
    ("most_urgent", _("特急")),
    ("urgent", _("紧急")),
    ("ordinary", _("一般")),
)
PURPOSES = (
    ("核实情况", _("核实情况")),  # not shown
    ("约定上门时间", _("约定上门时间")),  # not shown
    ("告知办理结果", _("告知办理结果")),  # not shown
    ("回访", _("回访")),  # not shown
)


class KindSelect(forms.Select):
    """Five hundred kinds by group, written in one go instead of one template for each."""

    def render(self, name: str, value: object, attrs: Any = None, renderer: Any = None) -> SafeString:  # noqa: ARG002, PLR0917 -- Django's
        """The select with its groups."""
        given = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        drawn = ((self.group(label, options, value=value),) for label, options in self.choices)
        groups = format_html_join("", "{}", drawn)
        return format_html("<select{}>{}</select>", format_html_join("", ' {}="{}"', given.items()), groups)

    def group(self, label: str, options: Any, *, value: object) -> SafeString:
        """A group of options, or the one option of an ungrouped choice."""
        if isinstance(options, str):
            return self.option(label, options, value=value)
        inside = format_html_join("", "{}", ((self.option(code, words, value=value),) for code, words in options))
        return format_html('<optgroup label="{}">{}</optgroup>', label, inside)

    @staticmethod
    def option(code: str, words: object, *, value: object) -> SafeString:
        """One kind."""
        chosen = SafeString(" selected") if code == (value or "") else ""
        return format_html('<option value="{}"{}>{}</option>', code, chosen, words)


class Photos(forms.FileField):
    """Any number of photos under one name."""

    widget = forms.FileInput

    def clean(self, data: object, initial: object = None) -> "list[UploadedFile[Any]]":  # noqa: ARG002
        """The uploads; files decide later whether they are pictures."""
        found = [one for one in data if one] if isinstance(data, list | tuple) else []
        if self.required and not found:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return found


class WithPhotos(forms.Form):
    """A form whose photos arrive as a list."""

    use_required_attribute = False

    def list_photos(self, name: str) -> None:
        """Let the field read all files of its name."""
        files = self.files.getlist(name) if hasattr(self.files, "getlist") else []
        self.fields[name].widget.value_from_datadict = lambda *_given: files  # type: ignore[method-assign]


def kind_choices(kinds: Mapping[str, Kind], *, empty: object) -> list[tuple[str, Any]]:
    """The kinds by group, after an empty choice."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for kind in kinds.values():
        group, _slash, name = kind_label(kind).partition(" / ")
        groups.setdefault(group, []).append((kind.code, name))
    return [("", str(empty)), *groups.items()]


def text_field(label: Any, *, required: bool, missing: Any, rows: int = 3) -> forms.CharField:
    """A field for some sentences. Any: words that are translated when shown."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST,
        error_messages={"required": missing, "max_length": _("最多写 10000 个字，请删减一些。")},
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class StepForm(WithPhotos):
    """The fields that a step of the table needs, and nothing else."""

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        transition: Transition,
        kinds: Mapping[str, Kind],
        holders: Sequence[tuple[str, str]] = (),
        kind: str = "",
    ) -> None:
        super().__init__(data, files, auto_id=f"{transition.name}_%s", initial={"kind": kind})
        self.transition = transition
        for name in transition.requires:
            self.add(name, transition=transition, kinds=kinds, holders=holders)
        if "evidence" in self.fields:
            self.list_photos("evidence")

    def add(
        self, name: str, *, transition: Transition, kinds: Mapping[str, Kind], holders: Sequence[tuple[str, str]]
    ) -> None:
        """One of the fields the table names."""
        if name == "text":
            self.fields["text"] = text_field(_("内容"), required=True, missing=_("请写几句，说明情况。"))
        elif name == "reason":
            self.fields["reason"] = text_field(_("原因"), required=True, missing=_("请写明原因。"), rows=2)
        elif name == "kind":
            choices = kind_choices(kinds, empty=_("请选择类别"))
            self.fields["kind"] = forms.ChoiceField(
                label=_("类别"), choices=choices, widget=KindSelect, error_messages={"required": _("请选择类别。")}
            )
        elif name == "evidence":
            self.fields["evidence"] = Photos(
                label=_("处置后的照片"), error_messages={"required": _("请至少拍一张处置后的照片，再提交核查。")}
            )
        elif name == "holder" and transition.name in CHOOSES_HOLDER:
            self.fields["holder"] = forms.ChoiceField(
                label=_("派给谁") if transition.name == "dispatch" else _("交给谁"),
                choices=holders,
                required=transition.name not in OPTIONAL_HOLDER,
                widget=forms.RadioSelect,
                error_messages={
                    "required": _("请选择由谁接着办。"),
                    "invalid_choice": _("这个单位或岗位现在不能接这件诉求，请另选。"),
                },
            )
        if name == "holder" and transition.name == "hand_back":
            self.fields["proposed"] = forms.CharField(label=_("建议由谁办"), required=False, max_length=100)


class FilterForm(forms.Form):
    """The conditions of the list; anything damaged in the address is left out."""

    state = forms.ChoiceField(label=_("状态"), required=False, widget=forms.Select(attrs={"class": "ctl"}))
    kind = forms.ChoiceField(label=_("类别"), required=False, widget=KindSelect(attrs={"class": "ctl"}))
    urgency = forms.ChoiceField(label=_("轻重"), required=False, widget=forms.Select(attrs={"class": "ctl"}))

    def __init__(self, *given: Any, kinds: Mapping[str, Kind], **more: Any) -> None:
        super().__init__(*given, **more)
        states = [(one.name, one.label) for one in workflow_of(CASE).states]
        self.fields["state"].choices = [("", _("全部状态")), *states]
        self.fields["kind"].choices = kind_choices(kinds, empty=_("全部类别"))
        self.fields["urgency"].choices = [("", _("全部轻重")), *URGENCIES]


class IntakeForm(WithPhotos):
    """A report taken down by staff, for somebody at the counter or on the telephone, or found on patrol."""

    text = text_field(_("反映什么"), required=True, missing=_("请写下是什么问题。"), rows=5)
    kind = forms.ChoiceField(label=_("类别"), required=False, widget=KindSelect)
    place = forms.CharField(
        label=_("在哪里"),
        required=False,
        max_length=100,
        help_text=_("小区、楼栋、单元，例如“竹园小区 12 栋 3 单元”。"),
    )
    place_id = forms.TypedChoiceField(label=_("是哪一处"), required=False, coerce=int, widget=forms.RadioSelect)
    spot = forms.CharField(label=_("具体位置"), required=False, max_length=100)
    channel = forms.ChoiceField(label=_("来源"), choices=CHANNELS, widget=forms.RadioSelect)
    source_number = forms.CharField(label=_("12345 工单号"), required=False, max_length=40)
    phone = forms.CharField(label=_("诉求人电话"), required=False, max_length=30)
    name = forms.CharField(label=_("诉求人姓名"), required=False, max_length=40)
    about = forms.ChoiceField(label=_("反映的是谁"), required=False)
    photos = Photos(label=_("照片"), required=False)
    latitude = forms.FloatField(required=False, widget=forms.HiddenInput, min_value=-90, max_value=90)
    longitude = forms.FloatField(required=False, widget=forms.HiddenInput, min_value=-180, max_value=180)
    accuracy = forms.FloatField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *given: Any,
        kinds: Mapping[str, Kind],
        organisations: Sequence[tuple[str, str]],
        places: Sequence[tuple[int, str]] = (),
        **more: Any,
    ) -> None:
        super().__init__(*given, **more)
        self.fields["kind"].choices = kind_choices(kinds, empty=_("按文字判断"))
        nobody = [("", _("不针对单位")), ("community", _("社区或社区工作人员"))]
        self.fields["about"].choices = [*nobody, *organisations]
        self.fields["place_id"].choices = places
        self.list_photos("photos")


class RevealForm(forms.Form):
    """Why a number is looked at; the person reads it."""

    person = forms.UUIDField(widget=forms.HiddenInput)
    purpose = forms.ChoiceField(
        label=_("用途"), choices=PURPOSES, error_messages={"required": _("请选择用途，本人会看到这条记录。")}
    )
