"""What a figure comes back as: never a bare number."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from smart315.measures.days import When


@dataclass(frozen=True)
class Asked:
    """A measure, by which dimensions, of which part. `where` gives codes of dimensions."""

    measure: str
    by: tuple[str, ...] = ()
    where: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """One cell. `dims` are codes in the order asked, blank where nothing is known.

    A count or a sum has no denominator, and its value is the numerator; a rate has both and its
    95 % interval; a mean has both. What is `suppressed` has none of them.
    """

    dims: tuple[str, ...]
    numerator: int | None
    denominator: int | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    suppressed: bool = False


@dataclass(frozen=True)
class Table:
    """A measure over a period: its cells in the order of their codes, and the whole.

    `digest` names the facts that it was counted from, `as_of` the moment they stood so.
    """

    measure: str
    by: tuple[str, ...]
    where: Mapping[str, str | tuple[str, ...]]
    period: When
    rows: tuple[Row, ...]
    total: Row
    as_of: datetime
    digest: str
