"""A column among the rows of a subquery, asked so that both databases can use an index."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Func
from django.db.models.sql.compiler import SQLCompiler


class Among(Func):
    """`Among(F("pk"), Subquery(…))`: true where the first is one of the subquery's values.

    Inside an OR, PostgreSQL looks through every row for `IN (SELECT …)`; an array it evaluates
    first and then asks the index for each.
    """

    template = "%(expressions)s"
    arg_joiner = " IN "
    output_field = BooleanField()

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> tuple[str, Any]:
        """Return `column = ANY(ARRAY(SELECT …))`."""
        given = {"template": "%(expressions)s)", "arg_joiner": " = ANY(ARRAY", **extra}
        return self.as_sql(compiler, connection, **given)
