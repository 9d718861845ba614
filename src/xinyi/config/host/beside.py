"""Runs a command against a database of its own, in the same server as the installation's."""

from collections.abc import Sequence

from xinyi.config.environment import Environment
from xinyi.config.host.keys import make_keys
from xinyi.config.host.prepare import migrated
from xinyi.config.host.session import child_environment, database_beside
from xinyi.config.host.supervisor import Child
from xinyi.config.messages import compile_messages


def run_beside(environment: Environment, command: Sequence[str], *, database: str, fresh: bool) -> None:
    """Make and migrate the database, then run the command with its addresses in ``DATABASE_URL``.

    Raises ``StepFailed`` and ``Stopped``. Effects: ``fresh`` throws away what that database held.
    """
    keys = make_keys(environment.var)
    compile_messages()
    with database_beside(environment, database=database, fresh=fresh) as (supervisor, ready):
        migrated(ready, supervisor, keys=keys)
        told = child_environment(ready, as_owner=True)
        supervisor.run_steps(Child(name=database, command=command, environment=told))
