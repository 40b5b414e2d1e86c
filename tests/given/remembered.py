"""A world that many tests begin with: built by lawful moves once, then the same rows again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, transaction


# Django fills these by itself, for every test alike.
BESIDE = {"contenttypes", "auth", "sessions"}


@dataclass(frozen=True)
class Rows:
    """What one table held."""

    table: str
    columns: list[str]
    rows: list[tuple[Any, ...]]


KEPT: dict[str, list[Rows]] = {}


def remembered(name: str, build: Callable[[], object]) -> None:
    """Let the world be as `build` makes it; a database that holds anything is built upon."""
    quote = connection.ops.quote_name
    tables = [
        model._meta.db_table
        for model in apps.get_models()
        if model._meta.managed and model._meta.app_label not in BESIDE
    ]
    # In one transaction: rows point at rows of tables that come later.
    with transaction.atomic(), connection.cursor() as cursor:
        held = " OR ".join(f"EXISTS (SELECT 1 FROM {quote(table)})" for table in tables)  # noqa: S608
        cursor.execute(f"SELECT {held}")
        if cursor.fetchone()[0]:
            build()
        elif name in KEPT:
            for kept in KEPT[name]:
                into = f"INSERT INTO {quote(kept.table)} ({', '.join(map(quote, kept.columns))})"
                places = ", ".join(["%s"] * len(kept.columns))
                cursor.executemany(f"{into} VALUES ({places})", kept.rows)
        else:
            build()
            KEPT[name] = [rows for table in tables if (rows := _rows(cursor, table)).rows]


def _rows(cursor: Any, table: str) -> Rows:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
    columns = [column[0] for column in cursor.description]
    return Rows(table, columns, cursor.fetchall())
