"""Wishes, the public wall and who seconds what."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models

import xinyi.kernel.base.values
from xinyi.kernel.scope.api import Scoped


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("scope", "0001_initial"),
        ("work", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublishedWish",
            fields=[
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
                ("title", models.TextField()),
                ("text", models.TextField()),
                ("street_id", models.BigIntegerField(null=True)),
                ("community_id", models.BigIntegerField()),
                ("state", models.TextField()),
                ("seconds", models.IntegerField(default=0)),
                ("published_at", models.DateTimeField()),
                ("claimer", models.TextField(default="")),
                ("offer", models.TextField(default="")),
                ("promised_on", models.DateField(null=True)),
                ("done_words", models.TextField(default="")),
                ("done_on", models.DateField(null=True)),
                ("answer", models.TextField(default="")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-published_at", "-item"], name="wish_wall"),
                    models.Index(fields=["community_id", "-published_at", "-item"], name="wish_wall_community"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Wish",
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
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=django.db.models.lookups.LessThanOrEqual(
                            django.db.models.functions.text.Length("text"), 500
                        ),
                        name="wish_text_length",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Second",
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
                ("person_id", models.UUIDField()),
                ("at", models.DateTimeField()),
                (
                    "wish",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="wishes.publishedwish"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("wish", "person_id"), name="second_once")],
            },
        ),
        Scoped("wishes_wish"),
        Scoped("wishes_second"),
    ]
