"""Facts as they come, and closed days rolled up."""

from django.db import models


class Fact(models.Model):
    """Something that happened and is counted. It never holds anything personal."""

    public_because = "Facts hold kinds, places and amounts, never a person or free text."

    pk = models.CompositePrimaryKey("at", "id")
    id = models.UUIDField()
    at = models.DateTimeField()
    name = models.TextField()
    kind = models.TextField(default="")
    channel = models.TextField(default="")
    amount = models.FloatField(default=1)
    street_id = models.BigIntegerField(null=True)
    community_id = models.BigIntegerField(null=True)
    organisation_id = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["name", "at"], name="fact_name_at")]


class Day(models.Model):
    """One closed day's facts of one name, hour, community, kind and channel added up."""

    public_because = "Sums of facts."

    day = models.DateField()
    hour = models.SmallIntegerField()
    name = models.TextField()
    kind = models.TextField(default="")
    channel = models.TextField(default="")
    street_id = models.BigIntegerField(null=True)
    community_id = models.BigIntegerField(null=True)
    count = models.IntegerField()
    amount = models.FloatField()

    class Meta:
        indexes = [models.Index(fields=["name", "day"], name="fact_day_name")]


class RolledDay(models.Model):
    """A day whose facts have been rolled up."""

    public_because = "Dates only."

    day = models.DateField(primary_key=True)
