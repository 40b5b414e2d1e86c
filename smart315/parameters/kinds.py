"""The kinds of event that changes of the register leave in the record."""

from enum import StrEnum


class Kind(StrEnum):
    """Past tense, subject first."""

    RULE_SET = "rule.set"
    DAY_SET = "calendar.day_set"
    DAY_CLEARED = "calendar.day_cleared"
    YEAR_ANNOUNCED = "calendar.year_announced"
    RULES_LOADED = "rule.loaded"
    YEARS_LOADED = "calendar.loaded"
