"""A case's own row beside its work item, the list of kinds and the rules of routing."""

from django.db import models

from xinyi.kernel.scope.api import ScopedRow
from xinyi.kernel.work.api import Item


class Case(ScopedRow):
    """What was reported, in the reporter's words, and how it went."""

    follows_item = True

    item = models.OneToOneField(Item, models.CASCADE, primary_key=True, related_name="+")
    text = models.TextField()
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    spot = models.TextField(default="")
    kind_source = models.TextField(default="")
    kind_words = models.TextField(default="")
    suggested_kind = models.TextField(default="")
    rule_id = models.BigIntegerField(null=True)
    rule_reason = models.TextField(default="")
    is_happening_now = models.BooleanField(default=False)
    about_id = models.UUIDField(null=True)
    desk_id = models.UUIDField()
    desk_kind = models.TextField()
    desk_name = models.TextField()
    desk_level = models.TextField()
    hand_backs = models.SmallIntegerField(default=0)
    proposed_holder = models.TextField(default="")
    urges = models.SmallIntegerField(default=0)
    reopenings = models.SmallIntegerField(default=0)
    likes = models.IntegerField(default=0)
    score = models.SmallIntegerField(null=True)
    score_text = models.TextField(default="")
    rated_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(score__range=(1, 5)), name="case_score")]


class Kind(models.Model):
    """One row of the list of kinds: what it is called, how urgent, who handles it."""

    public_because = "The list of kinds is published."

    code = models.TextField(primary_key=True)
    name = models.TextField()
    name_en = models.TextField(default="")
    group = models.TextField()
    group_name = models.TextField()
    group_name_en = models.TextField(default="")
    words = models.JSONField(default=list)
    urgency = models.TextField(default="ordinary")
    is_happening_now = models.BooleanField(default=False)
    organisation_kind = models.TextField(default="")
    filing_condition = models.TextField(default="")
    closing_condition = models.TextField(default="")
    is_active = models.BooleanField(default=True)


class RoutingRule(models.Model):
    """If a case is of this kind, here, at this hour, it goes there, for this stated reason."""

    public_because = "Who handles what is published."

    order = models.IntegerField(default=100)
    kind = models.TextField(default="")
    group = models.TextField(default="")
    urgency = models.TextField(default="")
    hours = models.TextField(default="")
    place_id = models.BigIntegerField(null=True)
    to_role = models.TextField(default="")
    to_organisation_kind = models.TextField(default="")
    to_organisation_id = models.UUIDField(null=True)
    confirms_kind = models.BooleanField(default=False)
    reason = models.TextField()
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["order"], name="routing_order")]
