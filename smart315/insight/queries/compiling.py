"""Compile an analysis: count, write and freeze. `actions.draft_analysis` stores what came."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _, gettext_lazy

from smart315.casework import taxonomy
from smart315.insight.analyses import tables, writing
from smart315.insight.analyses.cells import Table
from smart315.insight.analyses.declared import (
    Basis,
    Breakdown,
    HotSpots,
    Line,
    Ranking,
    Say,
    Totals,
)
from smart315.insight.analyses.figures import Figures
from smart315.insight.analyses.hotspots import hot_spots
from smart315.insight.analyses.material import Material
from smart315.insight.analyses.orders import Order
from smart315.insight.analyses.snapshots import Snapshot, frozen
from smart315.insight.analyses.steps import Step, Tell, nobody
from smart315.insight.analyses.writing import Numbers
from smart315.insight.queries.counting import figures_of, parts, said
from smart315.insight.queries.typical import Stories, stories_of
from smart315.measures.periods import Period
from smart315.regions import queries as regions


KINDS = {
    "goods": gettext_lazy("商品类"),
    "services": gettext_lazy("服务类"),
    "other": gettext_lazy("其他类"),
}


def compiled(order: Order, *, at: datetime, tell: Tell = nobody) -> Snapshot:
    """Return the frozen analysis: the same facts and order give the same hash, whoever asks.

    Everything in the place is counted; who may order it is asked by the action that keeps it and
    by the page. Nothing personal is in it. `tell` is told of every step.
    """
    figures = figures_of(order, at, tell)
    lines = said(order, figures)
    tell(Step.HOT_SPOTS)
    spots = _spots(order)
    made = list(_tables(order, figures, lines))
    made += [writing.hot_table(part, spots) for part in parts(order, HotSpots)]
    tell(Step.CASES)
    stories = stories_of(order)
    tell(Step.WRITING)
    told = [each["text"] for each in stories]
    material = Material(order.declaration, made, _words(order), spots, told)
    return frozen(_data(order, material, stories))


def _tables(order: Order, figures: Figures, lines: tuple[Line, ...]) -> Iterator[Table]:
    for part in order.declaration.parts:
        match part:
            case Totals():
                yield tables.totals(replace(part, lines=lines), figures)
            case Breakdown():
                yield tables.breakdown(part, figures, _named)
            case Ranking():
                yield tables.ranking(part, figures, _named)
            case _:
                pass


def _named(code: str) -> str:
    if code in KINDS:
        return str(KINDS[code])
    return taxonomy.node(code).name if taxonomy.known(code) else regions.name(code) or code


def _spots(order: Order) -> Sequence[Any]:
    return hot_spots(order.period, order.covers) if parts(order, HotSpots) else []


def _words(order: Order) -> dict[str, str]:
    received = order.basis is Basis.RECEIVED
    place = {"province": _("全省"), "prefecture": order.place, "county": order.place}[order.level]
    return {
        "period": order.period.title,
        "before": order.period.year_before.title,
        "who": _("%(place)s消协组织") % {"place": place},
        "verb": _("收到") if received else _("受理"),
        "subject": _("投诉和咨询") if received else str(order.declaration.subject),
        "whole": str(order.basis),
    }


def _data(order: Order, material: Material, stories: Stories) -> dict[str, Any]:
    title = _("%(period)s%(place)s消协组织%(title)s") % {
        "period": order.period.title,
        "place": order.place,
        "title": order.title,
    }
    sections = writing.drafted(material)
    numbers = writing.numbers(order.declaration, material.tables)
    return {
        "analysis": order.kind,
        "title": title,
        "period": _period(order.period),
        "compared_with": _period(order.period.year_before),
        "level": order.level,
        "region": {"code": order.region, "name": order.place},
        "basis": str(order.basis),
        "rounding": {"convention": order.convention.name, "places": order.convention.places},
        "numbers": {key: _number(order, key, number) for key, number in numbers.items()},
        "sections": [
            {
                "key": section.key,
                "title": str(section.title),
                "level": section.level,
                "tables": [part.key for part in section.parts if part.key in numbers],
                "paragraphs": [each.as_data() for each in paragraphs],
            }
            for section, paragraphs in sections
        ],
        "tables": [each.as_data() for each in material.tables],
        "exemplars": stories,
    }


def _number(order: Order, key: str, number: Numbers) -> dict[str, Any]:
    """Say which numbers a table and its chart bear, and whether the chart shows shares."""
    part = next(each for each in order.declaration.parts if each.key == key)
    shares = isinstance(part, Breakdown) and part.say is not Say.CLASSES
    return {"table": number.table, "chart": number.chart, "shares": shares}


def _period(period: Period) -> dict[str, str]:
    return {
        "code": period.code,
        "title": period.title,
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
    }
