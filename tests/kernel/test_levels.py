from datetime import timedelta

import pytest

from smart315.kernel.levels import Level, level
from tests.given import NOON


DUE = NOON + timedelta(hours=100)


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (-1, Level.GREEN),
        (0, Level.GREEN),
        (69.9, Level.GREEN),
        (70, Level.YELLOW),
        (89.9, Level.YELLOW),
        (90, Level.ORANGE),
        (100, Level.ORANGE),
        (100.1, Level.RED),
    ],
)
def test_a_clock_changes_colour_with_the_share_of_time_used(hours, expected):
    assert level(NOON, DUE, NOON + timedelta(hours=hours)) is expected


def test_the_thresholds_are_those_of_the_register():
    assert level(NOON, DUE, NOON + timedelta(hours=60), [50, 60, 100]) is Level.ORANGE
