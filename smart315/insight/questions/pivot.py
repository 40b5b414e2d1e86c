"""The answer to a question: a table whose every cell is a figure with all that belongs to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from smart315.insight.catalogue import Measure, Row
from smart315.insight.questions.question import Against, Question
from smart315.insight.questions.summing import summed
from smart315.measures.days import When


class Of(Enum):
    """What a row or a column sums, where it is no code."""

    REST = "rest"
    WHOLE = "whole"


Key = str | Of
Place = tuple[str, Key, Key]
Before = tuple[Against, str, Key]


@dataclass(frozen=True)
class Heading:
    """What stands at the head of a row or a column; `key` is its code, or what it sums.

    `complete` is False for a month or the like that is not over, was begun amid, or lies only
    partly in the time that is asked about.
    """

    key: Key
    title: str = ""
    complete: bool = True

    @property
    def code(self) -> str | None:
        """Return the code, blank for the unknown; None for a sum."""
        return None if isinstance(self.key, Of) else self.key


REST, WHOLE = Heading(Of.REST), Heading(Of.WHOLE)


@dataclass(frozen=True)
class Pivot:
    """A table: `rows` and `columns` end with the whole, `rest` is how many rows are summed as one.

    `cells` are by measure, row and column; `earlier` by what is compared with, measure and row,
    and has None where there is nothing to compare with.
    """

    question: Question
    period: When
    over: bool
    measures: tuple[Measure, ...]
    rows: list[Heading]
    columns: list[Heading]
    rest: int
    cells: Mapping[Place, Row]
    earlier: Mapping[Before, Row | None]
    as_of: datetime
    digest: str

    @property
    def empty(self) -> bool:
        """Tell whether nothing at all is counted."""
        wholes = [self.cell(each, WHOLE) for each in self.measures]
        return not any(row.numerator or row.denominator for row in wholes)

    def cell(self, measure: Measure, row: Heading, column: Heading = WHOLE) -> Row:
        """Return a figure; nought where the facts have no row."""
        return self.cells.get((measure.name, row.key, column.key)) or summed(measure, ())

    def before(self, against: Against, measure: Measure, row: Heading) -> Row | None:
        """Return the figure of a row in the earlier time; None where there is none to compare."""
        return self.earlier.get((against, measure.name, row.key))
