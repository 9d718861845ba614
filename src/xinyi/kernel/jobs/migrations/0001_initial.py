"""What was done and which forms were sent; the outbox itself is procrastinate's table."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("procrastinate", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("queue_name", models.TextField(default="default")),
                ("task_name", models.TextField()),
                ("priority", models.IntegerField(default=0)),
                ("lock", models.TextField(null=True)),
                ("queueing_lock", models.TextField(null=True)),
                ("args", models.JSONField(default=dict)),
                ("scheduled_at", models.DateTimeField(null=True)),
                ("attempts", models.IntegerField(default=0)),
            ],
            options={
                "db_table": "procrastinate_jobs",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Done",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "job_id", "subscriber", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("job_id", models.UUIDField()),
                ("subscriber", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["at"], name="jobs_done_at")],
            },
        ),
        migrations.CreateModel(
            name="Key",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "key", "owner", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.UUIDField()),
                ("owner", models.UUIDField()),
                ("answer", models.TextField(default="")),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["at"], name="jobs_key_at")],
            },
        ),
    ]
