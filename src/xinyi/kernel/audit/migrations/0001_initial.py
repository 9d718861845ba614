"""The audit: partitioned by month, append-only, read by its subject and the auditor."""

from django.db import migrations, models

from xinyi.kernel.scope.api import AppendOnly, Monthly

POLICIES = """
ALTER TABLE audit_row ENABLE ROW LEVEL SECURITY;
CREATE POLICY anyone_records ON audit_row FOR INSERT WITH CHECK (true);
CREATE POLICY subject_and_auditor_read ON audit_row FOR SELECT USING (
  subject_id = nullif(current_setting('xinyi.person', true), '')::uuid AND nullif(current_setting('xinyi.lo', true), '') IS NULL
  OR current_setting('xinyi.auditor', true) = 'on');
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [("scope", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Row",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "at", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("id", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("action", models.TextField()),
                ("object_kind", models.TextField()),
                ("object_id", models.TextField()),
                ("person_id", models.UUIDField(null=True)),
                ("post_id", models.UUIDField(null=True)),
                ("on_behalf_of_id", models.UUIDField(null=True)),
                ("channel", models.TextField()),
                ("machine", models.TextField(null=True)),
                ("actor_title", models.TextField(default="")),
                ("subject_id", models.UUIDField(null=True)),
                ("field", models.TextField(default="")),
                ("purpose", models.TextField(default="")),
                ("why", models.TextField(default="")),
                ("detail", models.JSONField(default=dict)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["subject_id", "-at"], name="audit_subject"),
                    models.Index(fields=["object_id", "at"], name="audit_object"),
                ],
            },
        ),
        Monthly("audit_row"),
        AppendOnly("audit_row"),
        migrations.RunSQL(
            POLICIES, "DROP POLICY anyone_records ON audit_row; DROP POLICY subject_and_auditor_read ON audit_row;"
        ),
    ]
