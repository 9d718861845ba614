"""Notices and their deliveries, seen by the recipient alone."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import xinyi.kernel.base.values
from xinyi.kernel.scope.api import Scoped

# Narrower than the usual policy: a post sees the cases of its place, but not what others were told about them.
RECIPIENT_OR_BACKGROUND = (
    "nullif(current_setting('xinyi.me', true), '')::uuid = ANY(participant_ids)"
    " OR (current_setting('xinyi.lo', true) = '0' AND current_setting('xinyi.hi', true) = '2147483647')"
)


class Migration(migrations.Migration):
    initial = True

    dependencies = [("scope", "0001_initial"), ("jobs", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("street_id", models.BigIntegerField(null=True)),
                ("community_id", models.BigIntegerField(null=True)),
                ("grid_id", models.BigIntegerField(null=True)),
                ("pos", models.IntegerField()),
                (
                    "participant_ids",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("id", models.UUIDField(default=xinyi.kernel.base.values.new_id, primary_key=True, serialize=False)),
                ("key", models.TextField()),
                ("recipient_id", models.UUIDField()),
                ("code", models.TextField()),
                ("parameters", models.JSONField(default=dict)),
                ("item_id", models.UUIDField(null=True)),
                ("url", models.TextField(default="")),
                ("urgent", models.BooleanField(default=False)),
                ("sms", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["recipient_id", "-at", "-id"], name="notices_notice_inbox"),
                    models.Index(
                        condition=models.Q(("read_at", None)), fields=["recipient_id"], name="notices_notice_unread"
                    ),
                    models.Index(fields=["at"], name="notices_notice_at"),
                ],
                "constraints": [models.UniqueConstraint(fields=("recipient_id", "key"), name="notices_notice_once")],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("street_id", models.BigIntegerField(null=True)),
                ("community_id", models.BigIntegerField(null=True)),
                ("grid_id", models.BigIntegerField(null=True)),
                ("pos", models.IntegerField()),
                (
                    "participant_ids",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("id", models.UUIDField(default=xinyi.kernel.base.values.new_id, primary_key=True, serialize=False)),
                ("channel", models.TextField(default="sms")),
                ("state", models.TextField(default="queued")),
                ("reason", models.TextField(default="")),
                ("at", models.DateTimeField()),
                ("notice", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="notices.notice")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("notice", "channel"), name="notices_delivery_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("queued", "sending", "sent", "unknown", "failed"))),
                        name="notices_delivery_state",
                    ),
                ],
            },
        ),
        Scoped("notices_notice", sees=RECIPIENT_OR_BACKGROUND),
        Scoped("notices_delivery", sees=RECIPIENT_OR_BACKGROUND),
    ]
