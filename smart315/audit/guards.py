"""Triggers that refuse to change or delete events and anchors, on both databases.

They stop mistakes, not attackers: whoever drops them is found by `queries.verify`.
"""

from django.db.backends.base.base import BaseDatabaseWrapper


TABLES = ("audit_event", "audit_anchor")
VERBS = ("UPDATE", "DELETE")
MESSAGE = "Audit rows are kept as they are: no UPDATE, no DELETE."

POSTGRESQL_FUNCTION = f"""
    CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers; running it again changes nothing."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTION)
        for table in TABLES:
            for verb in VERBS:
                cursor.execute(_drop(connection.vendor, table, verb))
                cursor.execute(_create(connection.vendor, table, verb))


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers."""
    with connection.cursor() as cursor:
        for table in TABLES:
            for verb in VERBS:
                cursor.execute(_drop(connection.vendor, table, verb))


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the tables that are not guarded against both verbs."""
    with connection.cursor() as cursor:
        cursor.execute(
            # A trigger that was switched off guards nothing.
            "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
            if connection.vendor == "postgresql"
            else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        )
        there = {name for (name,) in cursor.fetchall()}
    return [t for t in TABLES if not {f"{t}_no_{verb.lower()}" for verb in VERBS} <= there]


def _create(vendor: str, table: str, verb: str) -> str:
    trigger = f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} FOR EACH ROW"
    if vendor == "postgresql":
        return f"{trigger} EXECUTE FUNCTION audit_refuse()"
    return f"{trigger} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"


def _drop(vendor: str, table: str, verb: str) -> str:
    place = f" ON {table}" if vendor == "postgresql" else ""
    return f"DROP TRIGGER IF EXISTS {table}_no_{verb.lower()}{place}"
