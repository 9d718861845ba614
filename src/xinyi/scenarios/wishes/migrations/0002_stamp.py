"""The stamp by which processes keep the home page's card."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("wishes", "0001_initial"), ("scope", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "INSERT INTO scope_stamp (name, version) VALUES ('wishes', 1) ON CONFLICT DO NOTHING",
            "DELETE FROM scope_stamp WHERE name = 'wishes'",
        )
    ]
