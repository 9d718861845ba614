"""Expected refusals: sentences fit for the person who asked."""

from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """The rule that said no, in the person's words; ``field`` names the form field it concerns."""

    message = _("现在不能这样做。")

    def __init__(self, message: object = "", *, field: str | None = None) -> None:
        super().__init__(str(message or self.message))
        self.field = field


class Stale(Refused):
    """Somebody was faster: the version the form saw is no longer the newest."""

    message = _("这件事刚刚有了新的进展，请看过最新情况再操作。您填写的内容还在。")
