"""A wish in its writer's own words, the public row without a person, and who seconds it."""

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from xinyi.kernel.base.api import new_id
from xinyi.kernel.scope.api import ScopedRow
from xinyi.kernel.work.api import Item

LONGEST = 500


class Wish(ScopedRow):
    """The wish as it was written; whoever claims it reads what was checked and never this row."""

    item = models.OneToOneField(Item, models.CASCADE, primary_key=True, related_name="+")
    text = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=LessThanOrEqual(Length("text"), LONGEST), name="wish_text_length")
        ]


class PublishedWish(models.Model):
    """What everybody reads on the wall. ``done_words`` are the community's, after it has looked."""

    public_because = "It holds a wish as the community checked it, with its community and progress, and no person."

    item = models.OneToOneField(Item, models.CASCADE, primary_key=True, related_name="+")
    title = models.TextField()
    text = models.TextField()
    street_id = models.BigIntegerField(null=True)
    community_id = models.BigIntegerField()
    state = models.TextField()
    seconds = models.IntegerField(default=0)
    published_at = models.DateTimeField()
    claimer = models.TextField(default="")
    offer = models.TextField(default="")
    promised_on = models.DateField(null=True)
    done_words = models.TextField(default="")
    done_on = models.DateField(null=True)
    answer = models.TextField(default="")

    class Meta:
        indexes = [
            models.Index(fields=["-published_at", "-item"], name="wish_wall"),
            models.Index(fields=["community_id", "-published_at", "-item"], name="wish_wall_community"),
        ]


class Second(ScopedRow):
    """A person who wants the same; only they see that they do, everybody sees how many."""

    id = models.UUIDField(primary_key=True, default=new_id)
    wish = models.ForeignKey(PublishedWish, models.CASCADE, related_name="+")
    person_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wish", "person_id"], name="second_once")]
