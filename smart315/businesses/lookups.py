"""Two ways of asking a column that are served by an index on both databases."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import Lookup, StartsWith
from django.db.models.sql.compiler import SQLCompiler


_LAST_CHARACTER = "\U0010ffff"


@models.CharField.register_lookup
class Begins(StartsWith):
    """`startswith` that uses the btree on SQLite too, where LIKE ignores case and so does not.

    PostgreSQL keeps its LIKE, which Django's pattern index serves whatever the collation.
    """

    lookup_name = "begins"

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Any:
        """Compile as `startswith`."""
        return StartsWith(self.lhs, self.rhs).as_sql(compiler, connection)

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Any:
        """Compile as a half-open range in the order of code points."""
        del connection
        column, params = compiler.compile(self.lhs)
        first = str(self.rhs)
        return (
            f"({column} >= %s AND {column} < %s)",
            [*params, first, *params, first + _LAST_CHARACTER],
        )


@models.TextField.register_lookup
class HoldsAnyOf(Lookup):
    """True when the words of one of several sets are all there: `[["西宁", "百货"], …]`.

    SQLite asks the FTS5 table that `search.write` fills, PostgreSQL a GIN index over the array
    of words. No stemmer, dictionary or parser stands between: a word is what was stored.
    """

    lookup_name = "holds_any_of"
    prepare_rhs = False

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Any:
        """Compile as containment of arrays."""
        del connection
        column, params = compiler.compile(self.lhs)
        one = f"string_to_array({column}, ' ') @> %s::text[]"
        values = [value for each in self.rhs for value in (*params, list(each))]
        return "(" + " OR ".join([one] * len(self.rhs)) + ")", values

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Any:
        """Compile as a full-text match on the side table."""
        key = f"{connection.ops.quote_name(self.lhs.alias)}.id"
        quoted = ([f'"{word.replace(chr(34), "")}"' for word in each] for each in self.rhs)
        match = " OR ".join(f"({' AND '.join(each)})" for each in quoted)
        del compiler
        # Each room that keeps words has a side table of its own: businesses_words, casework_words.
        table = f"{self.lhs.target.model._meta.app_label}_words"  # noqa: SLF001
        side = f"(SELECT rowid FROM {table} WHERE {table} MATCH %s)"  # noqa: S608 - a room's label
        return f"{key} IN {side}", [match]
