"""Look a column up by its beginning, through a btree on both databases."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import StartsWith
from django.db.models.sql.compiler import SQLCompiler


_LAST_CHARACTER = "\U0010ffff"


@models.CharField.register_lookup
class Begins(StartsWith):
    """`startswith` that uses the index on SQLite too, where LIKE ignores case and so does not.

    PostgreSQL keeps its LIKE, which Django's pattern index serves whatever the collation.
    """

    lookup_name = "begins"

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, Any]:
        """Compile as `startswith`."""
        return StartsWith(self.lhs, self.rhs).as_sql(compiler, connection)

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        """Compile as a half-open range in the order of code points."""
        column, params = compiler.compile(self.lhs)
        first = str(self.rhs)
        return (
            f"({column} >= %s AND {column} < %s)",
            [*params, first, *params, first + _LAST_CHARACTER],
        )
