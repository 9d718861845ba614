"""Sealed personal values, and who may have one opened for which work item."""

from django.db import models

from xinyi.kernel.scope.api import ScopedRow


class Value(models.Model):
    """One personal field of one person. ``app`` may not read ``cipher``; `vault_open` hands it out with an audit row.

    The rows have a policy of their own: a person reaches what is their own, everybody else goes through the functions
    listed in ``queries.DEFINER_FUNCTIONS``.
    """

    person_id = models.UUIDField()
    field = models.TextField()
    cipher = models.BinaryField()
    blind = models.BinaryField(null=True)
    masked = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person_id", "field"], name="vault_value_once"),
            models.UniqueConstraint(fields=["field", "blind"], name="vault_value_blind_once"),
        ]


class Access(ScopedRow):
    """A person takes part in a work item: whoever sees this row may open their fields for that item."""

    follows_item = True

    person_id = models.UUIDField()
    item_id = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person_id", "item_id"], name="vault_access_once")]
        indexes = [models.Index(fields=["item_id"], name="vault_access_item")]
