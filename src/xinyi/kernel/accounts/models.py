"""Who there is, who sits where, who is on duty, and what signing in needs."""

import uuid

from django.db import models
from django.db.models import F, Q

from xinyi.kernel.scope.api import ScopedRow

OPEN_END = Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on"))


class Person(models.Model):
    """A bare id; name and number lie in the vault, and a person need not have an account."""

    public_because = "It holds random ids only."

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    created_at = models.DateTimeField()


class Organisation(models.Model):
    """A department, company or patrol team; work is held by it and not by its members."""

    public_because = "Names and duty telephones of organisations are published."

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.TextField()
    kind = models.TextField()
    place = models.ForeignKey("places.Place", models.PROTECT, null=True, related_name="+")
    phone = models.TextField(default="")
    ended_on = models.DateField(null=True)


class Post(models.Model):
    """A seat: a role at a place or in an organisation. It outlives whoever sits on it."""

    public_because = "The seats of an administration are published."

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    role = models.TextField()
    title = models.TextField()
    place = models.ForeignKey("places.Place", models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="posts")
    duty_phone = models.TextField(default="")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(place__isnull=True) ^ Q(organisation__isnull=True), name="accounts_post_at_one_seat"
            ),
        ]


class Appointment(models.Model):
    """A person on a post from ``starts_on`` up to and without ``ends_on``; residents read ``public_name``."""

    public_because = "Who holds a public office, and since when, is public."

    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    post = models.ForeignKey(Post, models.PROTECT, related_name="appointments")
    public_name = models.TextField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=OPEN_END, name="accounts_appointment_in_order")]


class Duty(models.Model):
    """A line of the roster: this post answers for this place in that time; rank 1 is called first."""

    public_because = "It says which seat is on duty, not who sits there."

    post = models.ForeignKey(Post, models.PROTECT, related_name="duties")
    place = models.ForeignKey("places.Place", models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    rank = models.SmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="accounts_duty_in_order"),
        ]
        indexes = [models.Index(fields=["place", "ends_at"], name="accounts_duty_now")]


class Account(models.Model):
    """A way in: residents by a code to the number in the vault, staff by password and one-time password."""

    public_because = "It holds ids, staff numbers and hashes; read before anybody is known."

    person = models.ForeignKey(Person, models.PROTECT, related_name="accounts")
    kind = models.TextField()
    staff_number = models.TextField(null=True, unique=True)
    password = models.TextField(default="")
    totp_sealed = models.BinaryField(null=True)
    totp_step = models.BigIntegerField(default=0)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="accounts_account_once"),
            models.CheckConstraint(condition=Q(kind__in=("resident", "staff")), name="accounts_account_kind_known"),
        ]


class Session(models.Model):
    """A signed-in browser. Only the hash of its token is kept, and nothing a person typed."""

    public_because = "It holds ids and a hash; read before anybody is known."

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    token_hash = models.BinaryField(unique=True)
    account = models.ForeignKey(Account, models.CASCADE, related_name="sessions")
    terminal = models.TextField()
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    agent = models.TextField(default="")
    ended_at = models.DateTimeField(null=True)


class Challenge(models.Model):
    """A code sent to a number: blind index and hash; number and code lie sealed until the message has gone out."""

    public_because = "It holds blind indexes, a hash and a sealed text; read before anybody is known."

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    phone_blind = models.BinaryField()
    address_blind = models.BinaryField()
    code_hash = models.BinaryField()
    sealed = models.BinaryField()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.SmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["phone_blind", "-created_at"], name="accounts_challenge_phone"),
            models.Index(fields=["address_blind", "-created_at"], name="accounts_challenge_address"),
        ]


class Attempt(models.Model):
    """Failed sign-ins per staff number, whether there is such a number or not, so that a lock betrays nothing."""

    public_because = "It holds a blind index and counts; read before anybody is known."

    key = models.BinaryField(primary_key=True)
    failed = models.SmallIntegerField()
    since = models.DateTimeField()
    locked_until = models.DateTimeField(null=True)


class Residence(ScopedRow):
    """A person lives in or owns a dwelling (or, not yet more exact, a building or compound)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="residences")
    place = models.ForeignKey("places.Place", models.PROTECT, related_name="+")
    kind = models.TextField()
    verified_by = models.TextField(default="")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=OPEN_END, name="accounts_residence_in_order"),
            models.CheckConstraint(
                condition=Q(kind__in=("owner", "tenant", "family")), name="accounts_residence_kind_known"
            ),
            models.UniqueConstraint(
                fields=["person", "place"], condition=Q(ends_on__isnull=True), name="accounts_residence_once"
            ),
        ]


class Consent(ScopedRow):
    """A person agreed to one purpose in one version of its text; it lies at no place and only they see it."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="consents")
    purpose = models.TextField()
    version = models.TextField()
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose", "version"],
                condition=Q(withdrawn_at__isnull=True),
                name="accounts_consent_once",
            )
        ]
