"""Read a question: from an address, from a form, and again each time from where it was kept."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from smart315.insight.catalogue import DIMENSIONS, MEASURES
from smart315.insight.questions import times
from smart315.insight.questions.question import (
    MOST_MEASURES,
    MOST_ROWS,
    Against,
    Question,
    Sort,
)
from smart315.kernel.verdicts import Refused
from smart315.measures.days import BETWEEN, Days, read as read_days
from smart315.measures.periods import FIRST_YEAR, LAST_YEAR, UnknownPeriod


Values = Mapping[str, Sequence[str]]
MOST_CODES = 500
MOST_DIGITS = 9
LONGEST_CODE, LONGEST_NUMBER = 100, 10


def read(values: Values) -> Question:
    """Return the question that lists of values by name make; raise Refused with the field.

    The codes of filters are read as the facts have them: whether somebody may see what a code
    stands for is decided when the figures are asked for.
    """
    rows, columns = _dimension(values, "rows"), _dimension(values, "columns")
    if columns and not rows:
        rows, columns = columns, ""
    if rows and rows == columns:
        raise Refused(_("行和列不能是同一项，请换一项或者留空。"), field="columns")
    return Question(
        measures=_measures(values),
        rows=rows,
        columns=columns,
        when=_when(values),
        against=tuple(each.value for each in Against if each in values.get("against", ())),
        place=_number(values, "place", _("没有这个单位。")),
        where=_where(values),
        sort=_sort(values),
        top=_top(values),
        parts=bool(_one(values, "parts")),
    )


def _one(values: Values, name: str) -> str:
    found = values.get(name) or ("",)
    return str(found[-1]).strip()


def _measures(values: Values) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(each for each in values.get("measure", ()) if each))
    if not names:
        raise Refused(_("请选择一到三项指标。"), field="measure")
    if len(names) > MOST_MEASURES:
        raise Refused(_("一次最多看三项指标，请去掉一些。"), field="measure")
    unknown = next((each for each in names if each not in MEASURES), "")
    if unknown:
        raise Refused(_("没有“%(name)s”这项指标。") % {"name": unknown[:40]}, field="measure")
    return names


def _dimension(values: Values, name: str) -> str:
    found = _one(values, name)
    if found and found not in DIMENSIONS:
        raise Refused(_("不能按“%(name)s”分组。") % {"name": found[:40]}, field=name)
    return found


def _when(values: Values) -> str:
    written, first, last = (_one(values, name) for name in ("period", "from", "to"))
    if first or last:
        if written:
            raise Refused(_("期间和起止日期只能填一种，请清空其中一种。"), field="period")
        written = f"{first}{BETWEEN}{last}"
    if not written:
        return Question.when
    try:
        return _possible(times.canonical(written), field="from" if first or last else "period")
    except UnknownPeriod:
        raise _no_time(first, last, written) from None


def _no_time(first: str, last: str, written: str) -> Refused:
    if not first and not last:
        words = _(
            "“%(text)s”不是期间。请写年（2026）、半年（2026H1）、季度（2026Q3）、月（2026-05），"
            "或者本月、上月、本季、上季、本年等。"
        )
        return Refused(words % {"text": written[:40]}, field="period")
    if first and last:
        return Refused(_("起止日期不对：请写到日，止日不能早于起日。"), field="to")
    return Refused(_("请把起止日期都填上。"), field="to" if first else "from")


def _possible(when: str, field: str) -> str:
    if when in times.MOVING:
        return when
    meant = read_days(when)
    if not FIRST_YEAR <= meant.first.year <= meant.last.year <= LAST_YEAR:
        raise Refused(_("年份不在可以统计的范围内。"), field=field)
    if isinstance(meant, Days) and (meant.after - meant.first).days > times.LONGEST_DAYS:
        raise Refused(_("起止日期相隔不能超过五年，请缩短或者按年查看。"), field=field)
    return when


def _where(values: Values) -> dict[str, tuple[str, ...]]:
    found = {}
    for name in sorted(DIMENSIONS):
        codes = tuple(sorted(dict.fromkeys(values.get(name, ()))))
        if not codes:
            continue
        if len(codes) > MOST_CODES:
            raise Refused(_("一项条件最多选五百个值。"), field=name)
        for code in codes:
            _check(name, code)
        found[name] = codes
    return found


def _check(name: str, code: str) -> None:
    if not _stands_for_something(name, code):
        words = {"code": code[:40], "name": DIMENSIONS[name].title}
        raise Refused(_("“%(code)s”不是%(name)s的取值。") % words, field=name)


def _stands_for_something(name: str, code: str) -> bool:
    read = DIMENSIONS[name].read
    try:
        read(code)
    except ValueError:
        return False
    return len(code) <= (LONGEST_CODE if read is str else LONGEST_NUMBER)


def _sort(values: Values) -> str:
    found = _one(values, "sort") or Sort.CODE.value
    if found not in list(Sort):
        raise Refused(_("没有这种排序。"), field="sort")
    return found


def _top(values: Values) -> int:
    top = _number(values, "top", _("请填写要看的行数。")) or 0
    if top > MOST_ROWS:
        words = _("最多看前%(most)s行；全部都要看的，请留空。") % {"most": MOST_ROWS}
        raise Refused(words, field="top")
    return top


def _number(values: Values, name: str, wrong: str) -> int | None:
    text = _one(values, name)
    if text and not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        raise Refused(wrong, field=name)
    return int(text) if text else None
