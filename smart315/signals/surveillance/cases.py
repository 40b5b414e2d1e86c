"""Complaints as the scan counts them: one for each harmed person, by day of receipt."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smart315.signals.surveillance.tails import Floats


Numbers = NDArray[np.int64]
NO_GROUP = NO_BUSINESS = -1


@dataclass(frozen=True)
class Cases:
    """A row for each case: day, county and category (as leaves count), group and business or -1.

    Several complaints of one person about one matter are to be one row.
    """

    days: Numbers
    counties: Numbers
    categories: Numbers
    groups: Numbers
    businesses: Numbers

    def table(self, days: int, counties: int, categories: int) -> Floats:
        """Return the counts (days × counties × categories)."""
        counts: Floats = np.zeros((days, counties, categories))
        np.add.at(counts, (self.days, self.counties, self.categories), 1)
        return counts

    def within(
        self, day: int, window: int, counties: NDArray[np.bool_], categories: NDArray[np.bool_]
    ) -> tuple[int, ...]:
        """Return the rows of the window that ends with a day, in those counties and categories."""
        inside = (self.days > day - window) & (self.days <= day)
        inside &= counties[self.counties] & categories[self.categories]
        return tuple(np.flatnonzero(inside).tolist())

    def of_group(self, group: int, day: int, window: int) -> tuple[int, ...]:
        """Return the rows of a group in the window that ends with a day."""
        inside = (self.days > day - window) & (self.days <= day) & (self.groups == group)
        return tuple(np.flatnonzero(inside).tolist())

    def of_business(self, business: int, within: tuple[int, ...]) -> tuple[int, ...]:
        """Return which of these rows are a business's."""
        rows = np.array(within, dtype=np.int64)
        return tuple(rows[self.businesses[rows] == business].tolist())
