"""The days that differ from the week, each with its source, and the years whose official list is known."""

from django.db import models
from django.db.models import Q


class Day(models.Model):
    """A weekday off or a weekend day worked; all other days follow the week."""

    public_because = "Public holidays are public."

    day = models.DateField(primary_key=True)
    kind = models.TextField()
    name = models.TextField()
    source = models.TextField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(kind__in=["work", "off"]), name="calendar_kind_known")]


class Year(models.Model):
    """A year whose official list is published; every other year counts by weekends alone, provisionally."""

    public_because = "Public holidays are public."

    year = models.IntegerField(primary_key=True)
    source = models.TextField()
    published_at = models.DateTimeField(null=True)
