"""What somebody was told, and over which channel it went."""

from django.db import models

from xinyi.kernel.base.api import new_id
from xinyi.kernel.scope.api import ScopedRow


class Notice(ScopedRow):
    """One message to one recipient. Only the recipient sees it, whoever else looks after the place."""

    id = models.UUIDField(primary_key=True, default=new_id)
    key = models.TextField()
    recipient_id = models.UUIDField()
    code = models.TextField()
    parameters = models.JSONField(default=dict)
    item_id = models.UUIDField(null=True)
    url = models.TextField(default="")
    urgent = models.BooleanField(default=False)
    sms = models.BooleanField(default=False)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["recipient_id", "key"], name="notices_notice_once"),)
        indexes = (
            models.Index(fields=["recipient_id", "-at", "-id"], name="notices_notice_inbox"),
            models.Index(fields=["recipient_id"], name="notices_notice_unread", condition=models.Q(read_at=None)),
            models.Index(fields=["at"], name="notices_notice_at"),
        )


class Delivery(ScopedRow):
    """A notice on its way over a channel. Its id is the message id the provider knows.

    queued → sending → sent; ``unknown`` when a crash left open whether it went out, ``failed`` with the reason.
    """

    STATES = ("queued", "sending", "sent", "unknown", "failed")

    id = models.UUIDField(primary_key=True, default=new_id)
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE)
    channel = models.TextField(default="sms")
    state = models.TextField(default="queued")
    reason = models.TextField(default="")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["notice", "channel"], name="notices_delivery_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=("queued", "sending", "sent", "unknown", "failed")),
                name="notices_delivery_state",
            ),
        )
