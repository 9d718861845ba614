"""The columns every scoped row carries, and the versions of rule data."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class ScopedRow(models.Model):
    """A row that only those may see in whose area it lies or who take part in it."""

    street_id = models.BigIntegerField(null=True)
    community_id = models.BigIntegerField(null=True)
    grid_id = models.BigIntegerField(null=True)
    pos = models.IntegerField()
    participant_ids = ArrayField(models.UUIDField(), default=list)

    class Meta:
        abstract = True


class Stamp(models.Model):
    """The version of one body of rule data; whoever changes the data bumps it."""

    public_because = "It holds numbers of versions only."

    name = models.TextField(primary_key=True)
    version = models.BigIntegerField(default=1)


class MonthlyTable(models.Model):
    """A table cut by month, so that one function can make the months of all of them."""

    public_because = "It holds names of tables only."

    name = models.TextField(primary_key=True)

    class Meta:
        db_table = "scope_monthly"
