"""How pressing a running clock is, by the share of its time that is used."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum


class Level(StrEnum):
    """The colour of a clock."""

    GREEN = "green"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"


# Handbook §2.7, `clock.levels`: percent of the time used.
THRESHOLDS = (70, 90, 100)


def level(
    started: datetime, due: datetime, now: datetime, thresholds: Sequence[int] = THRESHOLDS
) -> Level:
    """Return the colour now; the last moment itself is still in time, so not red.

    `thresholds` are three percentages: yellow from the first, orange from the second, red beyond
    the third.
    """
    yellow, orange, red = (_at(started, due, percent) for percent in thresholds)
    if now > red:
        return Level.RED
    if now >= orange:
        return Level.ORANGE
    return Level.YELLOW if now >= yellow else Level.GREEN


def _at(started: datetime, due: datetime, percent: int) -> datetime:
    span: timedelta = due - started
    return started + span * percent / 100
