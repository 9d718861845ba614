"""Facts, partitioned by month and append-only, and their sums by day."""

from django.db import migrations, models

from xinyi.kernel.scope.api import AppendOnly, Monthly


class Migration(migrations.Migration):
    initial = True

    dependencies = [("scope", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="RolledDay",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name="Day",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("hour", models.SmallIntegerField()),
                ("name", models.TextField()),
                ("kind", models.TextField(default="")),
                ("channel", models.TextField(default="")),
                ("street_id", models.BigIntegerField(null=True)),
                ("community_id", models.BigIntegerField(null=True)),
                ("count", models.IntegerField()),
                ("amount", models.FloatField()),
            ],
            options={
                "indexes": [models.Index(fields=["name", "day"], name="fact_day_name")],
            },
        ),
        migrations.CreateModel(
            name="Fact",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "at", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("id", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("name", models.TextField()),
                ("kind", models.TextField(default="")),
                ("channel", models.TextField(default="")),
                ("amount", models.FloatField(default=1)),
                ("street_id", models.BigIntegerField(null=True)),
                ("community_id", models.BigIntegerField(null=True)),
                ("organisation_id", models.UUIDField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["name", "at"], name="fact_name_at")],
            },
        ),
        Monthly("facts_fact"),
        AppendOnly("facts_fact"),
    ]
