"""Triggers that refuse to change or delete events and anchors, on both databases.

They stop mistakes, not attackers: whoever drops them is found by `queries.verify`.
"""

from django.db.backends.base.base import BaseDatabaseWrapper


TABLES = ("audit_event", "audit_anchor")
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
            for verb in ("UPDATE", "DELETE"):
                cursor.execute(_drop(connection.vendor, table, verb))
                cursor.execute(_create(connection.vendor, table, verb))


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers."""
    with connection.cursor() as cursor:
        for table in TABLES:
            for verb in ("UPDATE", "DELETE"):
                cursor.execute(_drop(connection.vendor, table, verb))


def _create(vendor: str, table: str, verb: str) -> str:
    trigger = f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} FOR EACH ROW"
    if vendor == "postgresql":
        return f"{trigger} EXECUTE FUNCTION audit_refuse()"
    return f"{trigger} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"


def _drop(vendor: str, table: str, verb: str) -> str:
    place = f" ON {table}" if vendor == "postgresql" else ""
    return f"DROP TRIGGER IF EXISTS {table}_no_{verb.lower()}{place}"
