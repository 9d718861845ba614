"""What the photos keep about people."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from xinyi.kernel.manifest import Manifest, PersonalField

THREE_YEARS = timedelta(days=3 * 365)

manifest = Manifest(
    slug="files",
    name=_("照片"),
    personal_fields=(
        PersonalField(
            model="files.File",
            field="taken_by",
            label=_("您上传的照片（已去掉拍摄地点、时间和手机型号）"),
            purpose=_("说明问题、证明办理结果"),
            ground=_("经本人同意"),
            retention=THREE_YEARS,
        ),
        PersonalField(
            model="files.File",
            field="name",
            label=_("照片的文件名"),
            purpose=_("让您认出自己上传的照片"),
            ground=_("经本人同意"),
            retention=THREE_YEARS,
        ),
    ),
)
