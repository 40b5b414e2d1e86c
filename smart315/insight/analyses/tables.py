"""Make the tables of an analysis from its figures: shares, changes, rankings; pure."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from smart315.insight.analyses.cells import (
    CASES,
    PER_CENT,
    PERSONS,
    POINTS,
    WAN,
    Cell,
    Column,
    Row,
    Table,
    count,
)
from smart315.insight.analyses.declared import Breakdown, Form, Line, Ranking, Totals
from smart315.insight.analyses.figures import Counted, Figures
from smart315.measures.amounts import wan
from smart315.measures.comparisons import grown, plain, shift, with_arrow
from smart315.measures.rounding import Convention, Part


UNITS = {Form.CASES: CASES, Form.PERSONS: PERSONS, Form.RATE: PER_CENT, Form.MONEY: WAN}
Named = Callable[[str], str]


def totals(part: Totals, figures: Figures) -> Table:
    """Return the indicators beside those of a year before and, if another, of the period before."""
    columns = [Column("value", figures.period.title)]
    columns += _compared("prev", figures.period.year_before.title, _("同比（%）"))
    if figures.last is not None:
        columns += _compared("last", figures.period.previous.title, _("环比（%）"))
    rows = tuple(_indicator(line, figures) for line in part.lines)
    notes = (_("同比、环比：投诉解决率为两期之差（百分点），其他为增减百分比。"),)
    return Table(part.key, str(part.title), _("项目"), tuple(columns), rows, notes=notes)


def breakdown(part: Breakdown, figures: Figures, named: Named) -> Table:
    """Return counts with shares and their changes; most first, what is declared last at the end."""
    codes = _codes(part, figures)
    codes.sort(key=lambda code: (code in part.last, -_now(part.key, figures, code)))
    now, before = figures.period.title, figures.period.year_before.title
    columns = (
        Column("count", _("%(period)s（件）") % {"period": now}),
        Column("share_pct", _("投诉比重（%）")),
        Column("prev_count", _("%(period)s（件）") % {"period": before}),
        Column("prev_share_pct", _("投诉比重（%）")),
        Column("share_change", _("比重变化（百分点）")),
    )
    return Table(
        part.key,
        str(part.title),
        str(part.head),
        columns,
        tuple(_shares(part, figures, code, named(code)) for code in codes),
        _whole(figures),
        _unknown(part, figures),
    )


def ranking(part: Ranking, figures: Figures, named: Named) -> Table:
    """Return the first of a dimension by count; equal counts in the order of their codes."""
    found = figures.now.parts.get(part.key, {})
    codes = sorted(code for code in found if code and code not in part.left_out)
    codes.sort(key=lambda code: -found[code])
    columns = (
        Column("rank", _("位次")),
        Column("count", _("%(period)s（件）") % {"period": figures.period.title}),
        Column("prev_count", _("%(period)s（件）") % {"period": figures.period.year_before.title}),
        Column("growth_pct", _("变化幅度（%）")),
    )
    rows = tuple(
        _ranked(rank, part.key, figures, code, named(code))
        for rank, code in enumerate(codes[: part.first], 1)
    )
    notes = (_("“其他”类和未细分的投诉不参加排名。"),)
    return Table(part.key, str(part.title), str(part.head), columns, rows, notes=notes)


def _compared(key: str, title: str, change: str) -> list[Column]:
    return [Column(f"{key}_value", title), Column(f"{key}_change", change)]


def _indicator(line: Line, figures: Figures) -> Row:
    # Nothing in the period itself is a figure too; of another, nothing means that it is not known.
    cells = {"value": _told(line, figures.now, figures.convention, known=True)}
    others = {"prev": figures.before, "last": figures.last}
    for key, other in others.items():
        if other is not None:
            cells[f"{key}_value"] = _told(line, other, figures.convention, known=other.known)
            cells[f"{key}_change"] = _moved(line, figures.now, other, figures.convention)
    return Row(line.measure, f"{line.title}（{UNITS[line.form]}）", cells)


def _told(line: Line, counted: Counted, convention: Convention, *, known: bool) -> Cell:
    unit = UNITS[line.form]
    if not known:
        return count(None, unit)
    number, whole = counted.totals.get(line.measure, (0, None))
    if line.form is Form.RATE:
        value = convention.share(Part(number, whole or 0))
        return Cell(value, plain(value), unit, number, whole)
    if line.form is Form.MONEY:
        value = wan(number)
        return Cell(value, plain(value), unit, number)
    return count(number, unit)


def _moved(line: Line, now: Counted, other: Counted, convention: Convention) -> Cell:
    number, whole = now.totals.get(line.measure, (0, None))
    earlier, of = other.totals.get(line.measure, (0, None))
    if line.form is Form.RATE:
        points = convention.change(Part(number, whole or 0), Part(earlier, of or 0))
        return _change(points, POINTS)
    return _change(grown(number, earlier, convention.places), PER_CENT)


def _change(value: Decimal | None, unit: str) -> Cell:
    return Cell(value, with_arrow(value), unit)


def _codes(part: Breakdown, figures: Figures) -> list[str]:
    found: Iterable[str] = {
        *figures.now.parts.get(part.key, {}),
        *figures.before.parts.get(part.key, {}),
    }
    return [*part.listed, *sorted(code for code in found if code and code not in part.listed)]


def _now(key: str, figures: Figures, code: str) -> int:
    return figures.now.part(key, code).count


def _shares(part: Breakdown, figures: Figures, code: str, name: str) -> Row:
    now, before = figures.now.part(part.key, code), figures.before.part(part.key, code)
    convention, known = figures.convention, figures.before.known
    cells = {
        "count": count(now.count),
        "share_pct": _share(now, convention),
        "prev_count": count(before.count if known else None),
        "prev_share_pct": _share(before, convention),
        "share_change": _change(shift(now, before, convention), POINTS),
    }
    return Row(code, name, cells)


def _share(part: Part, convention: Convention) -> Cell:
    value = convention.share(part)
    if value is None:
        return Cell(None, plain(None), PER_CENT)
    return Cell(value, plain(value), PER_CENT, part.count, part.whole)


def _whole(figures: Figures) -> Row:
    before = figures.before.whole if figures.before.known else None
    cells = {"count": count(figures.now.whole), "prev_count": count(before)}
    return Row("", _("合计"), cells)


def _unknown(part: Breakdown, figures: Figures) -> tuple[str, ...]:
    """Say how many complaints nobody has classified: shares are of all of them."""
    missing = figures.now.parts.get(part.key, {}).get("", 0)
    notes = [_("投诉比重以全部投诉为分母。")]
    if missing:
        notes.append(_("另有%(count)s件未分类。") % {"count": missing})
    return tuple(notes)


def _ranked(rank: int, key: str, figures: Figures, code: str, name: str) -> Row:
    now, before = figures.now.part(key, code).count, figures.before.part(key, code).count
    growth = grown(now, before, figures.convention.places)
    cells = {
        "rank": count(rank, "位"),
        "count": count(now),
        "prev_count": count(before if figures.before.known else None),
        "growth_pct": _change(growth, PER_CENT),
    }
    return Row(code, name, cells)
