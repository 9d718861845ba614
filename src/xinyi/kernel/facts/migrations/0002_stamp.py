"""The stamp by which processes keep the sums of closed days."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("facts", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "INSERT INTO scope_stamp (name, version) VALUES ('facts', 1) ON CONFLICT DO NOTHING",
            "DELETE FROM scope_stamp WHERE name = 'facts'",
        ),
    ]
