"""The newest week alone, and together with the week before it: one chance for both.

A raised week makes the next one count for more. How much is limited, and what it costs in false
alarms is paid in advance, so that the stated chance stays true and the first week of an outbreak
is found about as soon as by looking at single weeks.
"""

from dataclasses import dataclass

import numpy as np

from smart315.signals.surveillance.tails import Floats


@dataclass(frozen=True)
class Windows:
    """How the week before counts: from which chance, how far, and how strongly."""

    raised: float = 0.3  # a week before that was less likely than this is "raised"
    most: float = 0.02  # however unlikely it was, it counts as this share of `raised`
    strength: float = 0.5  # 0: not at all; 1: as much as the newest week

    @property
    def price(self) -> float:
        """By how much looking at two weeks as well multiplies the false alarms.

        >>> round(Windows().price, 3)
        1.258
        """
        left = 1 - self.strength
        mean = self.most**left + (1 - self.most**left) / left
        return float(1 - self.raised + self.raised * mean)

    @property
    def first_week_share(self) -> float:
        """The share of the false alarms that is kept for the newest week alone."""
        return 1 / self.price

    def together(self, newest: Floats, before: Floats) -> Floats:
        """Return the chance of both weeks as they are, or more so; `before` NaN where unknown.

        >>> Windows().together(np.array([0.01, 0.01]), np.array([0.6, 0.03])).round(4).tolist()
        [0.0126, 0.004]
        """
        paid: Floats = np.minimum(newest * self.help(before) * self.price, 1.0)
        return paid

    def help(self, before: Floats) -> Floats:
        """Return by what the newest week's chance is multiplied: 1, or less after a raised week."""
        share = np.nan_to_num(before, nan=1.0) / self.raised
        return np.clip(share, self.most, 1.0) ** self.strength
