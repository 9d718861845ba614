"""The official days of 2004 to 2026, the hours of work, and the calendar's stamp.

The list in ``data/official_days.csv`` was taken from the package chinesecalendar 1.11.0 (MIT licence), which follows
the yearly notices of the General Office of the State Council.
"""

import csv
from datetime import UTC, datetime
from pathlib import Path

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

LIST = Path(__file__).resolve().parents[1] / "data" / "official_days.csv"
SOURCE = "国务院办公厅关于部分节假日安排的通知"
LONG_AGO = datetime(2004, 1, 1, tzinfo=UTC)
HOURS = [["08:00", "12:00"], ["14:00", "18:00"]]


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the days, the years they cover and the hours of work in."""
    with LIST.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    day, year = apps.get_model("calendar", "Day"), apps.get_model("calendar", "Year")
    day.objects.bulk_create([day(**row, source=SOURCE) for row in rows])
    year.objects.bulk_create([year(year=int(one), source=SOURCE) for one in sorted({row["day"][:4] for row in rows})])
    rule = apps.get_model("policy", "Rule")
    rule.objects.create(name="calendar.working_hours", body=HOURS, version=1, valid_from=LONG_AGO)


def clear(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take them out again."""
    apps.get_model("calendar", "Day").objects.all().delete()
    apps.get_model("calendar", "Year").objects.all().delete()
    apps.get_model("policy", "Rule").objects.filter(name="calendar.working_hours").delete()


class Migration(migrations.Migration):
    dependencies = [("calendar", "0001_initial"), ("policy", "0001_initial"), ("scope", "0001_initial")]
    operations = [
        migrations.RunPython(fill, clear),
        migrations.RunSQL(
            "INSERT INTO scope_stamp (name, version) VALUES ('calendar', 1) ON CONFLICT DO NOTHING",
            "DELETE FROM scope_stamp WHERE name = 'calendar'",
        ),
    ]
