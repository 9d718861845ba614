"""Models without a migration, and two last migrations in one app; asks no database."""

import os
from collections.abc import Iterator

from tests.checks import finish


def problems() -> Iterator[str]:
    """Yield apps whose migrations do not tell the models as they are."""
    from django.apps import apps  # noqa: PLC0415 -- needs Django set up
    from django.db.migrations.autodetector import MigrationAutodetector  # noqa: PLC0415 -- needs Django set up
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415 -- needs Django set up
    from django.db.migrations.state import ProjectState  # noqa: PLC0415 -- needs Django set up

    loader = MigrationLoader(None)
    for app, names in loader.detect_conflicts().items():
        yield f"{app}: {' and '.join(names)} both claim to be the last migration"
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("xinyi.")}
    wanted = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps)).changes(graph=loader.graph)
    for app, migrations in wanted.items():
        if app in ours:
            operations = (operation.describe() for migration in migrations for operation in migration.operations)
            yield f"{app}: run makemigrations: {'; '.join(operations)}"


def set_up() -> None:
    """Set Django up without a database and without an installation's keys."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xinyi.config.settings")
    os.environ |= {"XINYI_MODE": "sample", "XINYI_SECRET_KEY": "only-for-checks-" + "0" * 40}
    import django  # noqa: PLC0415 -- the environment comes first

    django.setup()


if __name__ == "__main__":
    set_up()
    finish(problems())
