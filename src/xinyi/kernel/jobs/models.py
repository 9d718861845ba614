"""The outbox as a table of ours, what was done already, and the keys of forms already sent."""

from django.db import models


class Job(models.Model):
    """A row of procrastinate's table with the columns we write; its triggers wake the worker."""

    public_because = "Arguments are ids and codes; a person's words or number never stand in a job."

    queue_name = models.TextField(default="default")
    task_name = models.TextField()
    priority = models.IntegerField(default=0)
    lock = models.TextField(null=True)
    queueing_lock = models.TextField(null=True)
    args = models.JSONField(default=dict)
    scheduled_at = models.DateTimeField(null=True)
    attempts = models.IntegerField(default=0)

    class Meta:
        managed = False
        db_table = "procrastinate_jobs"


class Done(models.Model):
    """A job that was carried out: written in the same transaction as its effects, so it happens once."""

    public_because = "It holds random ids and names of functions."

    pk = models.CompositePrimaryKey("job_id", "subscriber")
    job_id = models.UUIDField()
    subscriber = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at"], name="jobs_done_at")]


class Key(models.Model):
    """A form that was sent: the same key from the same owner a second time changes nothing."""

    public_because = "It holds random ids and the id of what the form made."

    pk = models.CompositePrimaryKey("key", "owner")
    key = models.UUIDField()
    owner = models.UUIDField()
    answer = models.TextField(default="")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at"], name="jobs_key_at")]
