"""Photos of items under the usual row policy; a visitor's own are reached by the hash of their key alone."""

import django.contrib.postgres.fields
from django.db import migrations, models

import xinyi.kernel.base.values
from xinyi.kernel.scope.api import Scoped

POLICY = """
CREATE POLICY a_visitor_keeps ON files_file FOR INSERT
  WITH CHECK (owner_session <> '' AND item_id IS NULL AND participant_ids = '{}' AND pos = -1);
"""

# Each runs as the owner and applies the scope itself; queries.DEFINER_FUNCTIONS lists them with their reason.
FUNCTIONS = """
CREATE FUNCTION files_of_session(whose text, since timestamptz) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT id FROM files_file WHERE owner_session = whose AND whose <> '' AND files_file.at >= since
  ORDER BY files_file.at, id
$$;

CREATE FUNCTION files_attach(whose text, file uuid, item uuid, street bigint, community bigint, grid bigint,
  place_pos int, people uuid[]) RETURNS SETOF uuid
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE files_file SET item_id = item, owner_session = '', street_id = street, community_id = community,
    grid_id = grid, pos = place_pos, participant_ids = people
  WHERE id = file AND owner_session = whose AND whose <> '' RETURNING id
$$;

CREATE FUNCTION files_forget(before timestamptz) RETURNS SETOF uuid
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM files_file WHERE owner_session <> '' AND item_id IS NULL AND files_file.at < before RETURNING id
$$;

CREATE FUNCTION files_known(ids uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT id FROM files_file WHERE id = ANY(ids)
$$;
"""
UNDO = """
DROP FUNCTION files_known(uuid[]);
DROP FUNCTION files_forget(timestamptz);
DROP FUNCTION files_attach(text, uuid, uuid, bigint, bigint, bigint, int, uuid[]);
DROP FUNCTION files_of_session(text, timestamptz);
DROP POLICY a_visitor_keeps ON files_file;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [("scope", "0001_initial"), ("jobs", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="File",
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
                ("item_id", models.UUIDField(null=True)),
                ("owner_session", models.TextField(default="")),
                ("name", models.TextField(default="")),
                ("media_type", models.TextField(default="image/jpeg")),
                ("size", models.IntegerField()),
                ("sha256", models.TextField()),
                ("width", models.IntegerField()),
                ("height", models.IntegerField()),
                ("kind", models.TextField(default="report")),
                ("visibility", models.TextField(default="public")),
                ("taken_by", models.UUIDField(null=True)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["item_id", "at"], name="files_file_item"),
                    models.Index(
                        condition=models.Q(("owner_session", ""), _negated=True),
                        fields=["owner_session"],
                        name="files_file_session",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("visibility__in", ("public", "internal"))), name="files_file_visibility"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("report", "evidence", "before", "after"))),
                        name="files_file_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("item_id", None), ("owner_session", ""), _connector="OR"),
                        name="files_file_one_owner",
                    ),
                ],
            },
        ),
        Scoped("files_file"),
        migrations.RunSQL(POLICY + FUNCTIONS, UNDO),
    ]
