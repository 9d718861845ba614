"""One row per write and per look at labelled data: who, for whom, when, what, why."""

from django.db import models


class Row(models.Model):
    """A line of the audit; ids are plain, so that the record outlives what it speaks of.

    Read by its subject (the person whose data was looked at) and by the auditor; nobody changes it.
    """

    pk = models.CompositePrimaryKey("at", "id")
    id = models.UUIDField()
    at = models.DateTimeField()
    action = models.TextField()
    object_kind = models.TextField()
    object_id = models.TextField()
    person_id = models.UUIDField(null=True)
    post_id = models.UUIDField(null=True)
    on_behalf_of_id = models.UUIDField(null=True)
    channel = models.TextField()
    machine = models.TextField(null=True)
    actor_title = models.TextField(default="")
    subject_id = models.UUIDField(null=True)
    field = models.TextField(default="")
    purpose = models.TextField(default="")
    why = models.TextField(default="")
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["subject_id", "-at"], name="audit_subject"),
            models.Index(fields=["object_id", "at"], name="audit_object"),
        ]
