"""The calendar of 2026 as the State Council announced it (handbook §14, WD-6)."""

from datetime import date, timedelta

from smart315.kernel.workdays import Calendar


_OFF = [
    ("元旦", date(2026, 1, 1), date(2026, 1, 3)),
    ("春节", date(2026, 2, 15), date(2026, 2, 23)),
    ("清明节", date(2026, 4, 4), date(2026, 4, 6)),
    ("劳动节", date(2026, 5, 1), date(2026, 5, 5)),
    ("端午节", date(2026, 6, 19), date(2026, 6, 21)),
    ("中秋节", date(2026, 9, 25), date(2026, 9, 27)),
    ("国庆节", date(2026, 10, 1), date(2026, 10, 7)),
]
HOLIDAYS = {
    first + n * timedelta(days=1): name
    for name, first, last in _OFF
    for n in range((last - first).days + 1)
}
MAKEUP_WORKDAYS = {
    date(2026, 1, 4): "元旦",
    date(2026, 2, 14): "春节",
    date(2026, 2, 28): "春节",
    date(2026, 5, 9): "劳动节",
    date(2026, 9, 20): "国庆节",
    date(2026, 10, 10): "国庆节",
}
CALENDAR_2026 = Calendar(HOLIDAYS, MAKEUP_WORKDAYS, frozenset({2026}))
