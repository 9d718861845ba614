"""The vault: sealed values that `app` cannot read past the functions below, and who may reach whom for which item."""

import django.contrib.postgres.fields
from django.db import migrations, models

from xinyi.kernel.scope.api import SEES_ROW, Scoped

ME = "nullif(current_setting('xinyi.me', true), '')::uuid"
BACKGROUND = "current_setting('xinyi.lo', true) = '0' AND current_setting('xinyi.hi', true) = '2147483647'"

POLICIES = f"""
ALTER TABLE vault_value ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_or_background ON vault_value USING (person_id = {ME} OR ({BACKGROUND}));
CREATE POLICY anyone_seals ON vault_value FOR INSERT WITH CHECK (true);
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN
    REVOKE SELECT, TRUNCATE ON vault_value FROM app;
    GRANT SELECT (id, person_id, field, masked) ON vault_value TO app;
  END IF;
END $$;
"""

# Each runs as the owner and applies the scope itself; queries.DEFINER_FUNCTIONS lists them with their reason.
FUNCTIONS = f"""
CREATE FUNCTION vault_open(whose uuid, named text, reason text, about_item uuid, look jsonb)
RETURNS TABLE(allowed boolean, sealed bytea) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  allowed := coalesce(whose = {ME}, false) OR EXISTS (
    SELECT FROM vault_access WHERE person_id = whose AND item_id = about_item AND ({SEES_ROW}));
  IF allowed THEN
    INSERT INTO audit_row SELECT * FROM jsonb_populate_record(NULL::audit_row, look || jsonb_build_object(
      'action', 'vault.reveal', 'subject_id', whose, 'field', named, 'purpose', reason));
    SELECT cipher INTO sealed FROM vault_value WHERE person_id = whose AND field = named;
  END IF;
  RETURN NEXT;
END $$;

CREATE FUNCTION vault_masked(people uuid[], named text)
RETURNS TABLE(person_id uuid, masked text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT v.person_id, v.masked FROM vault_value v
  WHERE v.person_id = ANY(people) AND v.field = named AND (v.person_id = {ME} OR EXISTS (
    SELECT FROM vault_access a WHERE a.person_id = v.person_id AND ({SEES_ROW})))
$$;

CREATE FUNCTION vault_person(named text, wanted bytea)
RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT v.person_id FROM vault_value v WHERE v.field = named AND v.blind = wanted
$$;
"""
UNDO = """
DROP FUNCTION vault_person(text, bytea);
DROP FUNCTION vault_masked(uuid[], text);
DROP FUNCTION vault_open(uuid, text, text, uuid, jsonb);
DROP POLICY anyone_seals ON vault_value;
DROP POLICY own_or_background ON vault_value;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [("scope", "0001_initial"), ("audit", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Value",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person_id", models.UUIDField()),
                ("field", models.TextField()),
                ("cipher", models.BinaryField()),
                ("blind", models.BinaryField(null=True)),
                ("masked", models.TextField(default="")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person_id", "field"), name="vault_value_once"),
                    models.UniqueConstraint(fields=("field", "blind"), name="vault_value_blind_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Access",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("street_id", models.BigIntegerField(null=True)),
                ("community_id", models.BigIntegerField(null=True)),
                ("grid_id", models.BigIntegerField(null=True)),
                ("pos", models.IntegerField()),
                (
                    "participant_ids",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("person_id", models.UUIDField()),
                ("item_id", models.UUIDField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("person_id", "item_id"), name="vault_access_once")],
                "indexes": [models.Index(fields=["item_id"], name="vault_access_item")],
            },
        ),
        Scoped("vault_access"),
        migrations.RunSQL(POLICIES + FUNCTIONS, UNDO),
    ]
