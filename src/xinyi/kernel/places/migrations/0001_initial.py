"""The tree of places; the rule of its numbers is in ``actions/numbering.py``."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("scope", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Place",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.TextField()),
                ("name", models.TextField()),
                ("short_name", models.TextField()),
                ("level", models.TextField()),
                ("street_id", models.BigIntegerField(null=True)),
                ("community_id", models.BigIntegerField(null=True)),
                ("grid_id", models.BigIntegerField(null=True)),
                ("compound_id", models.BigIntegerField(null=True)),
                ("pos", models.IntegerField()),
                ("pos_end", models.IntegerField()),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("area", models.JSONField(null=True)),
                ("sketch", models.JSONField(null=True)),
                ("lon", models.FloatField(null=True)),
                ("lat", models.FloatField(null=True)),
                ("schematic", models.BooleanField(default=False)),
                ("sort_key", models.TextField()),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="places.place",
                    ),
                ),
                (
                    "predecessor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successors",
                        to="places.place",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["grid_id"], name="places_grid"),
                    models.Index(fields=["pos"], name="places_pos"),
                    models.Index(
                        fields=["sort_key", "id"],
                        condition=models.Q(("valid_to__isnull", True), models.Q(("level", "dwelling"), _negated=True)),
                        name="places_kept_tree",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "level__in",
                                (
                                    "district",
                                    "street",
                                    "community",
                                    "grid",
                                    "compound",
                                    "building",
                                    "stair",
                                    "dwelling",
                                ),
                            )
                        ),
                        name="places_level_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pos__gte", 0), ("pos_end__gte", models.F("pos"))),
                        name="places_numbers_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="places_validity_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("level", "district"), ("parent__isnull", True)),
                            models.Q(models.Q(("level", "district"), _negated=True), ("parent__isnull", False)),
                            _connector="OR",
                        ),
                        name="places_only_the_district_has_no_parent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "level__in",
                                    ("street", "community", "grid", "compound", "building", "stair", "dwelling"),
                                ),
                                _negated=True,
                            ),
                            ("street_id__isnull", False),
                            _connector="OR",
                        ),
                        name="places_below_district_in_a_street",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("level__in", ("community", "grid", "compound", "building", "stair", "dwelling")),
                                _negated=True,
                            ),
                            ("community_id__isnull", False),
                            _connector="OR",
                        ),
                        name="places_below_street_in_a_community",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lat__isnull", True), ("lon__isnull", True)),
                            models.Q(("lat__range", (-90, 90)), ("lon__range", (-180, 180))),
                            _connector="OR",
                        ),
                        name="places_point_on_earth",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("code",), name="places_code_unique"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("level", "district"), ("valid_to__isnull", True)),
                        fields=("level",),
                        name="places_one_district",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            "INSERT INTO scope_stamp (name, version) VALUES ('places', 1) ON CONFLICT DO NOTHING",
            "DELETE FROM scope_stamp WHERE name = 'places'",
        ),
    ]
