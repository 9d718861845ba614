"""The three logins of the database and what each may: the same statements for our own server and for a DBA's."""

from collections.abc import Mapping

import psycopg
from psycopg import sql

LOGINS = ("owner", "app", "reader")
DATABASE = "xinyi"

# Times on the wire are UTC, which saves Django a statement per connection; a forgotten transaction ends by itself.
LOGIN_SETTINGS = ("timezone TO 'UTC'", "idle_in_transaction_session_timeout TO '120s'")

RIGHTS = (
    "REVOKE ALL ON SCHEMA public FROM PUBLIC",
    "ALTER SCHEMA public OWNER TO owner",
    "GRANT USAGE ON SCHEMA public TO app, reader",
    "ALTER DEFAULT PRIVILEGES FOR ROLE owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC",
    "ALTER DEFAULT PRIVILEGES FOR ROLE owner IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO app",
    "ALTER DEFAULT PRIVILEGES FOR ROLE owner IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO app",
    "ALTER DEFAULT PRIVILEGES FOR ROLE owner IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO app",
)


def login_statements(passwords: Mapping[str, str]) -> list[str]:
    """Return the statements that make the logins; running them again only sets the passwords anew."""
    return [statement for login in LOGINS for statement in _login(login, passwords[login])]


def _login(login: str, password: str) -> list[str]:
    quoted = sql.Literal(password).as_string(None)
    rights = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION"
    return [
        f"DO $$ BEGIN CREATE ROLE {login}; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
        f"ALTER ROLE {login} {rights} PASSWORD {quoted}",
        *(f"ALTER ROLE {login} SET {setting}" for setting in LOGIN_SETTINGS),
    ]


def database_statements(database: str) -> list[str]:
    """Return the statements, each outside a transaction, that make a database where it is missing."""
    name = sql.Identifier(database).as_string(None)
    return [
        f"CREATE DATABASE {name} OWNER owner ENCODING 'UTF8' TEMPLATE template0",
        f"REVOKE ALL ON DATABASE {name} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {name} TO app, reader",
    ]


def prepare_logins(conninfo: str, passwords: Mapping[str, str]) -> None:
    """Make the logins as superuser; idempotent."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        for statement in login_statements(passwords):
            connection.execute(statement.encode())


def prepare_database(conninfo: str, database: str, *, fresh: bool = False) -> None:
    """Make a database of ours with its rights; ``fresh`` throws away the one that is there. Idempotent otherwise."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        if fresh:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
            for statement in database_statements(database):
                connection.execute(statement.encode())
    with psycopg.connect(conninfo, dbname=database, autocommit=True) as connection:
        for statement in RIGHTS:
            connection.execute(statement.encode())


def script_for_dba(database: str = DATABASE) -> str:
    """Return the same statements as a psql script; it asks for the passwords instead of carrying any."""
    lines = ["-- Run as superuser: psql -f this-file postgres", "\\set ON_ERROR_STOP on"]
    for login in LOGINS:
        lines += [f"\\prompt 'Password for the login {login}: ' {login}_password", *_with_prompt(login)]
    create, *rest = database_statements(database)
    lines += [f"SELECT {sql.Literal(create).as_string(None)} WHERE NOT EXISTS"]
    lines += [f"  (SELECT FROM pg_database WHERE datname = {sql.Literal(database).as_string(None)}) \\gexec"]
    lines += [f"{statement};" for statement in rest]
    lines += [f"\\connect {database}", *(f"{statement};" for statement in RIGHTS)]
    return "\n".join(lines) + "\n"


def _with_prompt(login: str) -> list[str]:
    placeholder = "set-by-prompt"
    return [
        f"{statement};".replace(f"'{placeholder}'", f":'{login}_password'") for statement in _login(login, placeholder)
    ]
