"""Cases, the list of kinds and the routing rules."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from xinyi.kernel.scope.api import Scoped


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("scope", "0001_initial"),
        ("work", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Kind",
            fields=[
                ("code", models.TextField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("name_en", models.TextField(default="")),
                ("group", models.TextField()),
                ("group_name", models.TextField()),
                ("group_name_en", models.TextField(default="")),
                ("words", models.JSONField(default=list)),
                ("urgency", models.TextField(default="ordinary")),
                ("is_happening_now", models.BooleanField(default=False)),
                ("organisation_kind", models.TextField(default="")),
                ("filing_condition", models.TextField(default="")),
                ("closing_condition", models.TextField(default="")),
                ("is_active", models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                ("street_id", models.BigIntegerField(null=True)),
                ("community_id", models.BigIntegerField(null=True)),
                ("grid_id", models.BigIntegerField(null=True)),
                ("pos", models.IntegerField()),
                (
                    "participant_ids",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="work.item",
                    ),
                ),
                ("text", models.TextField()),
                ("lon", models.FloatField(null=True)),
                ("lat", models.FloatField(null=True)),
                ("spot", models.TextField(default="")),
                ("kind_source", models.TextField(default="")),
                ("kind_words", models.TextField(default="")),
                ("suggested_kind", models.TextField(default="")),
                ("rule_id", models.BigIntegerField(null=True)),
                ("rule_reason", models.TextField(default="")),
                ("is_happening_now", models.BooleanField(default=False)),
                ("about_id", models.UUIDField(null=True)),
                ("desk_id", models.UUIDField()),
                ("desk_kind", models.TextField()),
                ("desk_name", models.TextField()),
                ("desk_level", models.TextField()),
                ("hand_backs", models.SmallIntegerField(default=0)),
                ("proposed_holder", models.TextField(default="")),
                ("urges", models.SmallIntegerField(default=0)),
                ("reopenings", models.SmallIntegerField(default=0)),
                ("likes", models.IntegerField(default=0)),
                ("score", models.SmallIntegerField(null=True)),
                ("score_text", models.TextField(default="")),
                ("rated_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("score__range", (1, 5))), name="case_score")
                ],
            },
        ),
        migrations.CreateModel(
            name="RoutingRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.IntegerField(default=100)),
                ("kind", models.TextField(default="")),
                ("group", models.TextField(default="")),
                ("urgency", models.TextField(default="")),
                ("hours", models.TextField(default="")),
                ("place_id", models.BigIntegerField(null=True)),
                ("to_role", models.TextField(default="")),
                ("to_organisation_kind", models.TextField(default="")),
                ("to_organisation_id", models.UUIDField(null=True)),
                ("confirms_kind", models.BooleanField(default=False)),
                ("reason", models.TextField()),
                ("valid_from", models.DateTimeField()),
                ("valid_to", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["order"], name="routing_order")],
            },
        ),
        Scoped("cases_case"),
    ]
