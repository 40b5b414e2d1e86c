"""Everything that changes the register."""

from smart315.parameters.actions.days import announce_year, clear_day, set_day
from smart315.parameters.actions.loading import load_rules, load_years
from smart315.parameters.actions.rules import set_rule


__all__ = ["announce_year", "clear_day", "load_rules", "load_years", "set_day", "set_rule"]
