"""A photo's row; the pictures themselves lie on disk under its id."""

from django.db import models

from xinyi.kernel.base.api import new_id
from xinyi.kernel.scope.api import ScopedRow


class File(ScopedRow):
    """A photo of an item or, for a day, of a visitor who has not signed in yet (then nobody's scope reaches it).

    ``owner_session`` is the hash of the visitor's key. ``internal`` photos leave residents out of their participants.
    """

    KINDS = ("report", "evidence", "before", "after")
    follows_item = True

    id = models.UUIDField(primary_key=True, default=new_id)
    item_id = models.UUIDField(null=True)
    owner_session = models.TextField(default="")
    name = models.TextField(default="")
    media_type = models.TextField(default="image/jpeg")
    size = models.IntegerField()
    sha256 = models.TextField()
    width = models.IntegerField()
    height = models.IntegerField()
    kind = models.TextField(default="report")
    visibility = models.TextField(default="public")
    taken_by = models.UUIDField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(visibility__in=("public", "internal")), name="files_file_visibility"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=("report", "evidence", "before", "after")), name="files_file_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(item_id=None) | models.Q(owner_session=""), name="files_file_one_owner"
            ),
        )
        indexes = (
            models.Index(fields=["item_id", "at"], name="files_file_item"),
            models.Index(fields=["owner_session"], name="files_file_session", condition=~models.Q(owner_session="")),
        )
