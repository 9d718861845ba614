"""The stamp by which processes keep the switches."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("plugins", "0001_initial"), ("scope", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "INSERT INTO scope_stamp (name, version) VALUES ('plugins', 1) ON CONFLICT DO NOTHING",
            "DELETE FROM scope_stamp WHERE name = 'plugins'",
        ),
    ]
