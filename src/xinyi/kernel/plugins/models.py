"""Switches: a scenario on or off at a place and below it."""

from django.db import models


class Switch(models.Model):
    """The last word at this place; the nearest place above or at the asking one decides."""

    public_because = "Which service is offered where is public."

    slug = models.TextField()
    place_id = models.BigIntegerField()
    is_on = models.BooleanField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["slug", "place_id"], name="switch_once")]
