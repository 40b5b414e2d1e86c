"""The declared parameters: what may stand in the register at all (handbook §17)."""

from smart315.parameters.register.clocks import CLOCKS
from smart315.parameters.register.declared import SINCE, Declared
from smart315.parameters.register.rates import RATES
from smart315.parameters.register.statutes import RETENTION, STATUTES
from smart315.parameters.register.thresholds import THRESHOLDS


__all__ = ["DECLARED", "SINCE", "Declared"]

DECLARED = {each.key: each for each in (*CLOCKS, *THRESHOLDS, *STATUTES, *RATES, *RETENTION)}
