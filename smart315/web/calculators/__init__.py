"""The calculators of claims as forms, for the desk and for the public pages."""

from smart315.web.calculators.table import OPEN, TABLE, Calculator, calculators, of_card


__all__ = ["OPEN", "TABLE", "Calculator", "calculators", "of_card"]
