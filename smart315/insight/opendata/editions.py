"""Which version of a quarter is compiled, what binds it, and what comes of it."""

from dataclasses import dataclass

from smart315.insight.opendata.bodies import Body
from smart315.measures.periods import Period
from smart315.measures.withholding import Key


@dataclass(frozen=True)
class Edition:
    """Which version of a quarter this is, and why there is another."""

    period: Period
    version: int = 1
    reason: str = ""


@dataclass(frozen=True)
class Earlier:
    """What earlier versions withheld, which of it told of few, and the tables they left out."""

    hidden: frozenset[Key] = frozenset()
    few: frozenset[Key] = frozenset()
    left_out: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Compiled:
    """The text of a release, and what the next version must not show."""

    body: Body
    hidden: frozenset[Key]
    few: frozenset[Key]
