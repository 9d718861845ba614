"""Work items and what hangs on them, each with its row policy."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from xinyi.kernel.scope.api import Scoped

PARTICIPATION = """
ALTER TABLE work_participation ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON work_participation FOR SELECT
  USING (participant_id = nullif(current_setting('xinyi.me', true), '')::uuid);
CREATE POLICY anyone_joins ON work_participation FOR INSERT WITH CHECK (true);
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("scope", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Counter",
            fields=[
                ("series", models.TextField(primary_key=True, serialize=False)),
                ("last", models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                ("street_id", models.BigIntegerField(null=True)),
                ("community_id", models.BigIntegerField(null=True)),
                ("grid_id", models.BigIntegerField(null=True)),
                ("pos", models.IntegerField()),
                (
                    "participant_ids",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("workflow_version", models.IntegerField()),
                ("state", models.TextField()),
                ("version", models.IntegerField(default=1)),
                ("number", models.TextField(default="")),
                ("title", models.TextField()),
                ("category", models.TextField(default="")),
                ("category_label", models.TextField(default="")),
                ("urgency", models.TextField(default="ordinary")),
                ("channel", models.TextField()),
                ("place_id", models.BigIntegerField()),
                ("place_name", models.TextField(default="")),
                ("holder_id", models.UUIDField()),
                ("holder_kind", models.TextField()),
                ("holder_name", models.TextField()),
                ("level", models.TextField()),
                ("overseer_id", models.UUIDField(null=True)),
                ("overseer_name", models.TextField(default="")),
                ("escalation", models.SmallIntegerField(default=0)),
                ("waits_for", models.TextField(default="holder")),
                ("filed_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(null=True)),
                ("first_response_at", models.DateTimeField(null=True)),
                ("changed_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("is_open", models.BooleanField(default=True)),
                ("is_late", models.BooleanField(default=False)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-filed_at", "-id", "pos", "kind", "state"], name="item_filed"),
                    models.Index(fields=["kind", "-filed_at", "-id", "pos", "state"], name="item_kind_filed"),
                    models.Index(fields=["street_id", "-filed_at", "-id", "pos", "state"], name="item_street_filed"),
                    models.Index(
                        fields=["street_id", "kind", "-filed_at", "-id", "pos", "state"], name="item_street_kind"
                    ),
                    models.Index(
                        fields=["community_id", "-filed_at", "-id", "grid_id", "pos", "state"], name="item_community"
                    ),
                    models.Index(
                        condition=models.Q(("is_open", True)),
                        fields=["due_at", "id", "pos", "kind", "state"],
                        name="item_due",
                    ),
                    models.Index(fields=["holder_id", "-filed_at", "-id", "kind", "state"], name="item_holder_filed"),
                    models.Index(
                        condition=models.Q(("is_open", True)),
                        fields=["holder_id", "due_at", "id"],
                        name="item_holder_due",
                    ),
                    models.Index(
                        condition=models.Q(("is_open", True)), fields=["overseer_id", "due_at"], name="item_overseer"
                    ),
                    models.Index(fields=["number"], name="item_number"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("street_id", models.BigIntegerField(null=True)),
                ("community_id", models.BigIntegerField(null=True)),
                ("grid_id", models.BigIntegerField(null=True)),
                ("pos", models.IntegerField()),
                (
                    "participant_ids",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("seq", models.IntegerField()),
                ("at", models.DateTimeField()),
                ("transition", models.TextField()),
                ("from_state", models.TextField(default="")),
                ("to_state", models.TextField(default="")),
                ("side", models.TextField()),
                ("actor_name", models.TextField(default="")),
                ("actor_title", models.TextField(default="")),
                ("post_id", models.UUIDField(null=True)),
                ("visibility", models.TextField(default="public")),
                ("text", models.TextField(default="")),
                ("reason", models.TextField(default="")),
                ("next_holder", models.TextField(default="")),
                (
                    "item",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="work.item"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Deadline",
            fields=[
                ("street_id", models.BigIntegerField(null=True)),
                ("community_id", models.BigIntegerField(null=True)),
                ("grid_id", models.BigIntegerField(null=True)),
                ("pos", models.IntegerField()),
                (
                    "participant_ids",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("leg_id", models.UUIDField(null=True)),
                ("name", models.TextField()),
                ("rule", models.TextField()),
                ("amount", models.FloatField()),
                ("started_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("provisional", models.BooleanField(default=False)),
                ("calendar_version", models.IntegerField()),
                ("policy_version", models.IntegerField()),
                ("met_at", models.DateTimeField(null=True)),
                ("cancelled_at", models.DateTimeField(null=True)),
                ("breached_at", models.DateTimeField(null=True)),
                (
                    "item",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="work.item"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Pause",
            fields=[
                ("street_id", models.BigIntegerField(null=True)),
                ("community_id", models.BigIntegerField(null=True)),
                ("grid_id", models.BigIntegerField(null=True)),
                ("pos", models.IntegerField()),
                (
                    "participant_ids",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(default="")),
                (
                    "deadline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="work.deadline"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="work.item"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Leg",
            fields=[
                ("street_id", models.BigIntegerField(null=True)),
                ("community_id", models.BigIntegerField(null=True)),
                ("grid_id", models.BigIntegerField(null=True)),
                ("pos", models.IntegerField()),
                (
                    "participant_ids",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("seq", models.IntegerField()),
                ("holder_id", models.UUIDField()),
                ("holder_kind", models.TextField()),
                ("holder_name", models.TextField()),
                ("level", models.TextField()),
                ("reason", models.TextField(default="")),
                ("started_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("result", models.TextField(default="")),
                (
                    "item",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="work.item"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("item", "seq"), name="leg_seq"),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("item",), name="leg_one_open"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("participant_id", models.UUIDField()),
                ("filed_at", models.DateTimeField()),
                (
                    "item",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="work.item"),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["participant_id", "-filed_at", "-item"], name="participation_list")],
                "constraints": [models.UniqueConstraint(fields=("participant_id", "item"), name="participation_once")],
            },
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                ("street_id", models.BigIntegerField(null=True)),
                ("community_id", models.BigIntegerField(null=True)),
                ("grid_id", models.BigIntegerField(null=True)),
                ("pos", models.IntegerField()),
                (
                    "participant_ids",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("person_id", models.UUIDField()),
                ("role", models.TextField(default="reporter")),
                ("anonymous", models.BooleanField(default=False)),
                ("channel", models.TextField()),
                ("since", models.DateTimeField()),
                (
                    "item",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="work.item"),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("item", "person_id"), name="party_once")],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("street_id", models.BigIntegerField(null=True)),
                ("community_id", models.BigIntegerField(null=True)),
                ("grid_id", models.BigIntegerField(null=True)),
                ("pos", models.IntegerField()),
                (
                    "participant_ids",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("due_at", models.DateTimeField()),
                ("rank", models.SmallIntegerField(default=0)),
                (
                    "told_ids",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("told_names", models.TextField(default="")),
                ("deadline_id", models.UUIDField(null=True)),
                ("minutes", models.FloatField(default=0)),
                ("started_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by", models.TextField(default="")),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "item",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="work.item"),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_at", None), ("done_at", None)), fields=["due_at"], name="step_due"
                    )
                ],
            },
        ),
        Scoped("work_item"),
        Scoped("work_leg"),
        Scoped("work_deadline"),
        Scoped("work_pause"),
        Scoped("work_entry"),
        Scoped("work_party"),
        Scoped("work_step"),
        migrations.RunSQL(
            PARTICIPATION, "DROP POLICY own ON work_participation; DROP POLICY anyone_joins ON work_participation;"
        ),
    ]
