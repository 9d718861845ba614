"""Migration operations: the row policy of a scoped table, tables that only grow, tables cut by month."""

from typing import Any

from django.db import migrations

LOW = "nullif(current_setting('xinyi.lo', true), '')::int"
HIGH = "nullif(current_setting('xinyi.hi', true), '')::int"
GRID = "nullif(current_setting('xinyi.grid', true), '')::bigint"
ME = "nullif(current_setting('xinyi.me', true), '')::uuid"
# The CASE form lets the planner keep the list indexes; a plain OR costs two hundred times as much.
SEES_ROW = (
    f"CASE WHEN {LOW} IS NOT NULL THEN (pos BETWEEN {LOW} AND {HIGH} AND ({GRID} IS NULL OR grid_id = {GRID}))"
    f" OR {ME} = ANY(participant_ids) ELSE {ME} = ANY(participant_ids) END"
)


class Scoped(migrations.RunSQL):
    """Switches the row policy of a scoped table on. ``sees`` replaces the usual condition, with a reason beside it."""

    def __init__(self, table: str, sees: str = SEES_ROW) -> None:
        self.table, self.sees = table, sees
        super().__init__(
            sql=f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY;'
            f'CREATE POLICY scope ON "{table}" USING ({sees}) WITH CHECK ({sees});',
            reverse_sql=f'DROP POLICY scope ON "{table}"; ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY;',
        )

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """As Django wants it."""
        return (self.__class__.__qualname__, [self.table], {} if self.sees == SEES_ROW else {"sees": self.sees})

    def describe(self) -> str:
        """For the migrate command's output."""
        return f"Row policy on {self.table}"


class AppendOnly(migrations.RunSQL):
    """Rows of the table can be added but never changed or removed, by grants and by a trigger."""

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(
            sql=f"""
            DO $$ BEGIN
              IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN
                REVOKE UPDATE, DELETE, TRUNCATE ON "{table}" FROM app;
              END IF;
            END $$;
            CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "{table}"
              FOR EACH ROW EXECUTE FUNCTION xinyi_append_only();
            """,
            reverse_sql=f'DROP TRIGGER append_only ON "{table}";',
        )

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """As Django wants it."""
        return (self.__class__.__qualname__, [self.table], {})


class Monthly(migrations.RunSQL):
    """Makes an empty table anew as one partitioned by month of its ``at`` column.

    A partition is reached through its parent only: `app` gets no right on it, since the parent's row policy would not
    apply there.
    """

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(
            sql=f"""
            CREATE TABLE "{table}_new" (LIKE "{table}" INCLUDING ALL EXCLUDING INDEXES) PARTITION BY RANGE (at);
            DROP TABLE "{table}";
            ALTER TABLE "{table}_new" RENAME TO "{table}";
            ALTER TABLE "{table}" ADD PRIMARY KEY (at, id);
            INSERT INTO scope_monthly (name) VALUES ('{table}') ON CONFLICT DO NOTHING;
            """,
            reverse_sql=f"""DELETE FROM scope_monthly WHERE name = '{table}';""",
        )

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """As Django wants it."""
        return (self.__class__.__qualname__, [self.table], {})
