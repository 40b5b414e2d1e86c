"""What an analysis counts, apart from who counts it: pure values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from smart315.measures.periods import Period
from smart315.measures.rounding import Convention, Part


@dataclass(frozen=True)
class Counted:
    """One period. `totals` by measure: what was counted, and of how many for a rate (None else).

    `whole` is the number of all complaints of the basis, `parts` counts by table and code; fen for
    money. `known` is False where the store holds nothing at all of the period.
    """

    whole: int = 0
    totals: Mapping[str, tuple[int, int | None]] = field(default_factory=dict)
    parts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def known(self) -> bool:
        """Tell whether there is anything to compare with."""
        return self.whole > 0 or any(count for count, _of in self.totals.values())

    def part(self, key: str, code: str) -> Part:
        """Return one cell of a table as a part of all complaints."""
        return Part(self.parts.get(key, {}).get(code, 0), self.whole)


@dataclass(frozen=True)
class Figures:
    """A period beside the same one a year before and, where that is another, the one before it."""

    period: Period
    now: Counted
    before: Counted
    last: Counted | None
    convention: Convention
