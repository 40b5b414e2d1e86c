"""The calendar as delivered: official notices so far, and a provisional guess for what follows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import chinese_calendar
import holidays

from smart315.kernel.workdays import NEXT_NOTICE_FROM


OFFICIAL_YEARS = range(2010, max(chinese_calendar.holidays).year + 1)
# Only the statutory days themselves: nobody knows yet which weekends will be worked for them.
PROVISIONAL_YEARS = range(OFFICIAL_YEARS.stop, OFFICIAL_YEARS.stop + 2)
HOLIDAYS = chinese_calendar.Holiday
NAMES = {"清明": "清明节", "端午": "端午节", "中秋": "中秋节"}
NOTICE = "国务院办公厅关于%(year)s年部分节假日安排的通知"
STATUTE = "依《全国年节及纪念日放假办法》推算，尚无%(year)s年正式通知"


@dataclass(frozen=True)
class YearOfDays:
    """The special days of the notice for one year."""

    year: int
    official: bool
    source: str
    holidays: Mapping[date, str]
    makeup_workdays: Mapping[date, str]


def delivered() -> Iterator[YearOfDays]:
    """Yield every year that the product knows, oldest first."""
    for year in OFFICIAL_YEARS:
        yield YearOfDays(
            year,
            official=True,
            source=NOTICE % {"year": year},
            holidays=_of(year, chinese_calendar.holidays),
            makeup_workdays=_of(year, chinese_calendar.workdays),
        )
    for year in PROVISIONAL_YEARS:
        days = holidays.country_holidays("CN", years=year, language="zh_CN")
        yield YearOfDays(
            year,
            official=False,
            source=STATUTE % {"year": year},
            holidays=dict(days.items()),
            makeup_workdays={},
        )


def notice_begins(year: int) -> date:
    """Return the first day that the notice for the year has ever moved: late in December."""
    return date(year - 1, *NEXT_NOTICE_FROM)


def _of(year: int, names: Mapping[date, str]) -> dict[date, str]:
    chinese = {each.value: NAMES.get(each.chinese, each.chinese) for each in HOLIDAYS}
    first, after = notice_begins(year), notice_begins(year + 1)
    return {day: chinese[name] for day, name in names.items() if first <= day < after}
