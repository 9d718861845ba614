"""Rules with their validity."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("scope", "0001_initial"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Rule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                ("body", models.JSONField()),
                ("version", models.IntegerField()),
                ("valid_from", models.DateTimeField()),
                ("valid_to", models.DateTimeField(null=True)),
                (
                    "place",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                        ),
                        name="policy_validity_in_order",
                    ),
                    models.CheckConstraint(condition=models.Q(("version__gte", 1)), name="policy_version_positive"),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)),
                        fields=("name", "place"),
                        name="policy_one_open_ended",
                        nulls_distinct=False,
                    ),
                    models.UniqueConstraint(
                        fields=("name", "place", "valid_from"), name="policy_one_start", nulls_distinct=False
                    ),
                    models.UniqueConstraint(fields=("name", "version"), name="policy_one_version"),
                ],
            },
        ),
        migrations.RunSQL(
            "INSERT INTO scope_stamp (name, version) VALUES ('policy', 1) ON CONFLICT DO NOTHING",
            "DELETE FROM scope_stamp WHERE name = 'policy'",
        ),
    ]
