"""What an analysis counts: the figures of its period and of those it is compared with."""

from datetime import datetime
from typing import TypeVar

from django.utils.translation import gettext as _

from smart315.accounts.actors import SYSTEM
from smart315.insight.analyses.declared import Basis, Breakdown, Form, Line, Ranking, Totals
from smart315.insight.analyses.figures import Counted, Figures
from smart315.insight.analyses.orders import Order
from smart315.insight.analyses.steps import Step, Tell, nobody
from smart315.insight.catalogue import Asked
from smart315.insight.queries.measuring import measured_all
from smart315.measures.periods import Period


P = TypeVar("P")


def asked(order: Order) -> list[Asked]:
    """Return what is to be counted of one period, in the order of `_counted`."""
    where = {**order.where, **order.declaration.where}
    found = [Asked(str(order.basis), (), where)]
    found += [Asked(line.measure, (), where) for line in _lines(order)]
    return found + [
        Asked(str(order.basis), (part.by,), {**where, **part.where})
        for part in _counted_parts(order)
    ]


def figures_of(order: Order, at: datetime, tell: Tell = nobody) -> Figures:
    """Return the figures of the period, a year before, and of the period before if another."""
    before, last = order.period.year_before, order.period.previous
    tell(Step.COUNTING)
    now = _counted(order, order.period, at)
    tell(Step.COMPARING)
    return Figures(
        order.period,
        now,
        _counted(order, before, at),
        _counted(order, last, at) if last != before else None,
        order.convention,
    )


def said(order: Order, figures: Figures) -> tuple[Line, ...]:
    """Return the indicators to be shown: beside what was received, only those that say anything."""
    periods = [each for each in (figures.now, figures.before, figures.last) if each is not None]
    return tuple(
        line
        for line in _lines(order)
        if order.basis is Basis.ACCEPTED or any(each.totals[line.measure][0] for each in periods)
    )


def parts(order: Order, kind: type[P]) -> list[P]:
    """Return the parts of a kind, in their order."""
    return [each for each in order.declaration.parts if isinstance(each, kind)]


def _counted(order: Order, period: Period, at: datetime) -> Counted:
    whole, *rest = measured_all(asked(order), period, scope=SYSTEM, at=at)
    lines, parts = _lines(order), _counted_parts(order)
    totals = {
        line.measure: (found.total.numerator or 0, found.total.denominator)
        for line, found in zip(lines, rest, strict=False)
    }
    counts = {
        part.key: {row.dims[0]: row.numerator or 0 for row in found.rows}
        for part, found in zip(parts, rest[len(lines) :], strict=True)
    }
    return Counted(whole.total.numerator or 0, totals, counts)


def _lines(order: Order) -> list[Line]:
    found = [line for part in parts(order, Totals) for line in part.lines]
    if order.basis is Basis.RECEIVED:
        found.insert(0, Line(str(Basis.RECEIVED), _("收到投诉和咨询"), Form.CASES))
    return found


def _counted_parts(order: Order) -> list[Breakdown | Ranking]:
    return [each for each in order.declaration.parts if isinstance(each, Breakdown | Ranking)]
