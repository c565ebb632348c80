"""The database itself refuses to change or remove an event, on both engines.

Installed after every migration, since SQLite drops a table's triggers when a migration rebuilds it.
"""

from typing import Any

from django.db import connections

MESSAGE = "events are append-only"

POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION deals_event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$;
CREATE OR REPLACE TRIGGER deals_event_guard BEFORE UPDATE OR DELETE ON deals_event
FOR EACH ROW EXECUTE FUNCTION deals_event_is_append_only();
"""
SQLITE = tuple(
    f"CREATE TRIGGER IF NOT EXISTS deals_event_{act.lower()}_guard BEFORE {act} ON deals_event "
    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    for act in ("UPDATE", "DELETE")
)


def install(using: str, **_signal: Any) -> None:
    """Put the guards in place; safe to repeat."""
    connection = connections[using]
    if "deals_event" not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for statement in (POSTGRESQL,) if connection.vendor == "postgresql" else SQLITE:
            cursor.execute(statement)


def lift_delete_guard(using: str) -> None:
    """For the emptying of a test database on SQLite, which deletes rows one table at a time."""
    connection = connections[using]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER IF EXISTS deals_event_delete_guard")
