"""Weeks numbered within years, on one line: which follows which, and where in its year each is."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from smart315.signals.surveillance.tails import Floats


USUAL, LONG = 52, 53
Week = tuple[int, int]  # year, number


@dataclass(frozen=True)
class Numbering:
    """The weeks from the first to the last: a year has 53 where its 53rd is named, else 52."""

    weeks: tuple[Week, ...]

    @classmethod
    def of(cls, named: Collection[Week]) -> "Numbering":
        """Return all weeks from the first to the last of those named.

        >>> Numbering.of({(2004, 52), (2005, 2)}).weeks
        ((2004, 52), (2005, 1), (2005, 2))
        """
        if not named:
            return cls(())
        first, last = min(named), max(named)
        long = {year for year, week in named if week == LONG}
        years = range(first[0], last[0] + 1)
        every = (
            (year, week)
            for year in years
            for week in range(1, (LONG if year in long else USUAL) + 1)
        )
        return cls(tuple(each for each in every if first <= each <= last))

    @property
    def places(self) -> dict[Week, int]:
        """Return the place of each week on the line, from 0."""
        return {week: place for place, week in enumerate(self.weeks)}

    @property
    def season(self) -> Floats:
        """Return where in its year each week lies, 0 to 1."""
        long = {year for year, week in self.weeks if week == LONG}
        return np.array(
            [(week - 0.5) / (LONG if year in long else USUAL) for year, week in self.weeks]
        )
