"""What a consumer may claim: exact, each amount with its formula and its article; no Django.

Facts go in as frozen dataclasses, a `Result` of lines comes out. Whoever shows it says
“供参考，不构成法律意见” (handbook §3.2). Texts are Chinese message ids with named places.
"""

from smart315.entitlements.lines import Article, BadFigure, Line, Result
from smart315.entitlements.rates import Rate, rate_on


__all__ = ["Article", "BadFigure", "Line", "Rate", "Result", "rate_on"]
