"""One row per version of a rule; the newest of a name and place is open-ended, a former one ends where it begins."""

from django.db import models
from django.db.models import F, Q

from xinyi.kernel.places.api import Place


class Rule(models.Model):
    """A rule in force from one instant to another, in the whole district or at one place and everything in it."""

    public_because = "Rules bind everybody and may be read by everybody."

    name = models.TextField()
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    body = models.JSONField()
    version = models.IntegerField()
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="policy_validity_in_order"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="policy_version_positive"),
            # With one open-ended row per name and place, and each start used once, two rows in force together
            # would need an end set by hand; the action always ends a row where the next begins.
            models.UniqueConstraint(
                fields=["name", "place"],
                condition=Q(valid_to__isnull=True),
                nulls_distinct=False,
                name="policy_one_open_ended",
            ),
            models.UniqueConstraint(
                fields=["name", "place", "valid_from"], nulls_distinct=False, name="policy_one_start"
            ),
            models.UniqueConstraint(fields=["name", "version"], name="policy_one_version"),
        ]
