"""Work items and what hangs on them. A feature's own row is one-to-one with its item."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from xinyi.kernel.scope.api import ScopedRow


class Item(ScopedRow):
    """Something somebody owes by a time: always exactly one holder (a post, an organisation or a person)."""

    id = models.UUIDField(primary_key=True)
    kind = models.TextField()
    workflow_version = models.IntegerField()
    state = models.TextField()
    version = models.IntegerField(default=1)
    number = models.TextField(default="")
    title = models.TextField()
    category = models.TextField(default="")
    category_label = models.TextField(default="")
    urgency = models.TextField(default="ordinary")
    channel = models.TextField()
    place_id = models.BigIntegerField()
    place_name = models.TextField(default="")
    holder_id = models.UUIDField()
    holder_kind = models.TextField()
    holder_name = models.TextField()
    level = models.TextField()
    overseer_id = models.UUIDField(null=True)
    overseer_name = models.TextField(default="")
    escalation = models.SmallIntegerField(default=0)
    waits_for = models.TextField(default="holder")
    filed_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    first_response_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    is_open = models.BooleanField(default=True)
    is_late = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["-filed_at", "-id", "pos", "kind", "state"], name="item_filed"),
            models.Index(fields=["kind", "-filed_at", "-id", "pos", "state"], name="item_kind_filed"),
            models.Index(fields=["street_id", "-filed_at", "-id", "pos", "state"], name="item_street_filed"),
            models.Index(fields=["street_id", "kind", "-filed_at", "-id", "pos", "state"], name="item_street_kind"),
            models.Index(fields=["community_id", "-filed_at", "-id", "grid_id", "pos", "state"], name="item_community"),
            models.Index(
                fields=["due_at", "id", "pos", "kind", "state"], condition=models.Q(is_open=True), name="item_due"
            ),
            models.Index(fields=["holder_id", "-filed_at", "-id", "kind", "state"], name="item_holder_filed"),
            models.Index(
                fields=["holder_id", "due_at", "id"], condition=models.Q(is_open=True), name="item_holder_due"
            ),
            models.Index(fields=["overseer_id", "due_at"], condition=models.Q(is_open=True), name="item_overseer"),
            models.Index(fields=["number"], name="item_number"),
        ]


class ItemPart(ScopedRow):
    """A row that belongs to an item and is seen with it."""

    follows_item = True

    item = models.ForeignKey(Item, models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class Leg(ItemPart):
    """One holder's turn, with its result; together they form the chain across the levels."""

    id = models.UUIDField(primary_key=True)
    seq = models.IntegerField()
    holder_id = models.UUIDField()
    holder_kind = models.TextField()
    holder_name = models.TextField()
    level = models.TextField()
    reason = models.TextField(default="")
    started_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    result = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "seq"], name="leg_seq"),
            models.UniqueConstraint(fields=["item"], condition=models.Q(ended_at=None), name="leg_one_open"),
        ]


class Deadline(ItemPart):
    """A promise with its counting rule; what it was computed with stays beside it."""

    id = models.UUIDField(primary_key=True)
    leg_id = models.UUIDField(null=True)
    name = models.TextField()
    rule = models.TextField()
    amount = models.FloatField()
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    provisional = models.BooleanField(default=False)
    calendar_version = models.IntegerField()
    policy_version = models.IntegerField()
    met_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    breached_at = models.DateTimeField(null=True)


class Pause(ItemPart):
    """A time in which a deadline does not run, e.g. while the reporter is asked."""

    id = models.UUIDField(primary_key=True)
    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    reason = models.TextField(default="")


class Entry(ItemPart):
    """One line of the timeline: who did what, when and why. An internal one is never seen by residents."""

    id = models.UUIDField(primary_key=True)
    seq = models.IntegerField()
    at = models.DateTimeField()
    transition = models.TextField()
    from_state = models.TextField(default="")
    to_state = models.TextField(default="")
    side = models.TextField()
    actor_name = models.TextField(default="")
    actor_title = models.TextField(default="")
    post_id = models.UUIDField(null=True)
    visibility = models.TextField(default="public")
    text = models.TextField(default="")
    reason = models.TextField(default="")
    next_holder = models.TextField(default="")


class Party(ItemPart):
    """A person who reported the matter or follows it."""

    id = models.UUIDField(primary_key=True)
    person_id = models.UUIDField()
    role = models.TextField(default="reporter")
    anonymous = models.BooleanField(default=False)
    channel = models.TextField()
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "person_id"], name="party_once")]


class Step(ItemPart):
    """Something that happens by itself at ``due_at`` unless it is answered before: the ring, the overdue item."""

    id = models.UUIDField(primary_key=True)
    name = models.TextField()
    due_at = models.DateTimeField()
    rank = models.SmallIntegerField(default=0)
    told_ids = ArrayField(models.UUIDField(), default=list)
    told_names = models.TextField(default="")
    deadline_id = models.UUIDField(null=True)
    minutes = models.FloatField(default=0)
    started_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.TextField(default="")
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=models.Q(done_at=None, answered_at=None), name="step_due")]


class Participation(models.Model):
    """Who takes part in what, narrow, for "mine" and "took part" lists. Its row policy: only one's own rows."""

    public_because = "It has a row policy of its own: a participant reads only their own rows."

    participant_id = models.UUIDField()
    filed_at = models.DateTimeField()
    item = models.ForeignKey(Item, models.CASCADE, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["participant_id", "-filed_at", "-item"], name="participation_list")]
        constraints = [models.UniqueConstraint(fields=["participant_id", "item"], name="participation_once")]


class Counter(models.Model):
    """The last readable number of one day's series."""

    public_because = "It holds numbers only."

    series = models.TextField(primary_key=True)
    last = models.IntegerField()
