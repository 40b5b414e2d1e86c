"""What one complaint adds to a figure: whole numbers, so that every engine sums them alike."""

from collections.abc import Callable

import ibis
from ibis.expr.types import BooleanValue, IntegerValue, Table


Term = Callable[[Table], IntegerValue]
Flag = Callable[[Table], BooleanValue]


def counts(flag: Flag) -> Term:
    """Return a term that is 1 where the flag holds."""
    return lambda facts: ibis.cases((flag(facts), 1), else_=0).cast("int64")


def sums(column: str) -> Term:
    """Return a term that is the column, 0 where it is empty."""
    return lambda facts: facts[column].fill_null(0).cast("int64")


def known(column: str) -> Flag:
    """Return a flag that holds where the column is not empty."""
    return lambda facts: facts[column].notnull()


def whole(facts: Table) -> BooleanValue:
    """Hold for every complaint of the period."""
    return facts["received_on"].notnull()


def flag(column: str) -> Flag:
    """Return a flag that is the column, False where it is empty."""
    return lambda facts: facts[column].fill_null(ibis.literal(value=False))


def positive(column: str) -> Flag:
    """Return a flag that holds where the column is above nought."""
    return lambda facts: facts[column].fill_null(0) > 0


def at_least(column: str, least: int) -> Flag:
    """Return a flag that holds where the column is that much or more."""
    return lambda facts: facts[column].fill_null(0) >= least


def closed(facts: Table) -> BooleanValue:
    """Hold for what is closed."""
    return facts["closed_on"].notnull()


def came_in_person(facts: Table) -> BooleanValue:
    """Hold for who came, or only wanted to ask; what was copied from elsewhere did neither."""
    asked = facts["consulted"] & (facts["channel"] != "imported")
    return asked | (facts["channel"] == "visit")


def people_of(flag: Flag) -> Term:
    """Return a term that is the number of people where the flag holds."""
    return lambda facts: ibis.cases((flag(facts), facts["people"]), else_=0).cast("int64")
