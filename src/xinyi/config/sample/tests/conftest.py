"""An empty district for tests that make one."""

import pytest

from tests.harness import databases
from tests.harness.template_database import connected


@pytest.fixture
def empty_db(server, template_database, django_test_environment, django_db_blocker, settings, tmp_path):
    """A migrated database without the cast, and a folder of its own."""
    settings.XINYI_MODE, settings.VAR, settings.MEDIA_ROOT = "sample", tmp_path, tmp_path / "files"
    migrated = f"{databases.PREFIX}m_{databases.fingerprint(databases.migration_files())}"
    name = f"{databases.PREFIX}sample_{template_database[-6:]}_{id(tmp_path)}"
    databases.clone(server, name, template=migrated)
    with django_db_blocker.unblock(), connected(server, name):
        yield
    databases.drop(server, name)
