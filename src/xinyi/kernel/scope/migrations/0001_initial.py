"""Stamps, the list of tables cut by month and the functions that make months and guard append-only tables."""

from django.db import migrations, models

FUNCTIONS = """
CREATE FUNCTION xinyi_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME; END $$;

-- Runs as owner, since `app` cannot create tables; takes nothing but dates and tables named in scope_monthly.
CREATE FUNCTION make_months(first date, last date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE parent text; month date; part text; login text;
BEGIN
  FOR parent IN SELECT name FROM scope_monthly LOOP
    FOR month IN SELECT generate_series(date_trunc('month', first), date_trunc('month', last), '1 month')::date LOOP
      part := parent || to_char(month, '"_y"YYYY"m"MM');
      CONTINUE WHEN to_regclass(quote_ident(part)) IS NOT NULL;
      EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', part, parent,
        month::timestamp AT TIME ZONE 'Asia/Shanghai',
        (month + interval '1 month')::timestamp AT TIME ZONE 'Asia/Shanghai');
      FOR login IN SELECT rolname FROM pg_roles WHERE rolname IN ('app', 'reader') LOOP
        EXECUTE format('REVOKE ALL ON %I FROM %I', part, login);
      END LOOP;
    END LOOP;
  END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Stamp",
            fields=[
                ("name", models.TextField(primary_key=True, serialize=False)),
                ("version", models.BigIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="MonthlyTable",
            fields=[("name", models.TextField(primary_key=True, serialize=False))],
            options={"db_table": "scope_monthly"},
        ),
        migrations.RunSQL(
            FUNCTIONS,
            "DROP FUNCTION make_months(date, date); DROP FUNCTION xinyi_append_only();",
        ),
    ]
