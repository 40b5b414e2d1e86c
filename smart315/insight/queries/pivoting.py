"""Answer a question of an analyst: within their own scope, totals asked of the engine."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor
from smart315.accounts.levels import Level
from smart315.casework import queries as casework
from smart315.insight.catalogue import MEASURES, Asked, Row, Table
from smart315.insight.naming import names_of
from smart315.insight.queries.comparing import Shown, earlier
from smart315.insight.queries.measuring import measured_all
from smart315.insight.questions import times, units
from smart315.insight.questions.arranging import arranged
from smart315.insight.questions.pivot import REST, WHOLE, Heading, Of, Pivot, Place
from smart315.insight.questions.question import MOST_CELLS, Question
from smart315.insight.questions.summing import summed
from smart315.kernel.verdicts import Refused
from smart315.measures.days import When


NOBODY = "-1"
Tables = Mapping[tuple[str, tuple[str, ...]], Table]


def pivot(question: Question, *, scope: Actor, at: datetime) -> Pivot:
    """Return the table that answers a question at the moment. Raises Refused with the field.

    Whoever asks sees their own organisations' complaints and no other, whoever thought of the
    question.
    """
    today = localdate(at)
    period, where = times.meant(question.when, today), narrowed(question, scope)
    found = _asked(question, period, where, scope, at)
    shown, left = _rows(question, found)
    columns = _codes(question, found, question.columns)
    _check_size(question, len(shown) + bool(left), len(columns))
    compared = Shown(question, period, shown, left, where)
    return Pivot(
        question=question,
        period=period,
        over=period.after <= today,
        measures=tuple(MEASURES[name] for name in question.measures),
        rows=[
            *_headings(question.rows, shown, period, at),
            *([REST] if left else []),
            WHOLE,
        ],
        columns=[*_headings(question.columns, columns, period, at), WHOLE],
        rest=len(left),
        cells=_cells(question, found, left),
        earlier=earlier(compared, scope=scope, at=at),
        as_of=at,
        digest=next(iter(found.values())).digest,
    )


def narrowed(question: Question, scope: Actor) -> dict[str, tuple[str, ...]]:
    """Return what the facts are narrowed to; a place stands for all below it. Raises Refused."""
    where = dict(question.where)
    if question.place is None:
        return where
    tree = accounts.tree(scope)
    place = next((each for each in tree if each.pk == question.place), None)
    if place is None:
        raise Refused(_("没有这个单位，或者您不能查看它的数字。"), field="place")
    name = "station" if place.level == Level.STATION else "organisation"
    inside = [place] if name == "station" else [x for x in tree if x.path.startswith(place.path)]
    codes = {str(each.pk) for each in inside}
    codes &= set(where.get(name, codes))
    return {**where, name: tuple(sorted(codes)) or (NOBODY,)}


def _asked(
    question: Question,
    period: When,
    where: Mapping[str, tuple[str, ...]],
    scope: Actor,
    at: datetime,
) -> Tables:
    """Ask for the cells and for every line of totals of each measure."""
    rows, columns = question.rows, question.columns
    wanted = [
        by
        for by in ((rows, columns), (rows,), (columns,), ())
        if all(by) and (by or not (rows or columns))
    ]
    asked = [Asked(name, by, where) for name in question.measures for by in wanted]
    found = measured_all(asked, period, scope=scope, at=at)
    return {(each.measure, each.by): table for each, table in zip(asked, found, strict=True)}


def _rows(question: Question, found: Tables) -> tuple[list[str], list[str]]:
    if not question.rows:
        return [], []
    codes = _codes(question, found, question.rows)
    first = {row.dims[0]: row for row in found[question.measures[0], (question.rows,)].rows}
    return arranged(codes, first, question.sort, question.top)


def _codes(question: Question, found: Tables, dimension: str) -> list[str]:
    """Return the codes of a dimension of which some measure tells, the unknown last."""
    if not dimension:
        return []
    tables = (found[name, (dimension,)] for name in question.measures)
    codes = {row.dims[0] for table in tables for row in table.rows}
    return sorted(codes, key=lambda code: (not code, code))


def _check_size(question: Question, rows: int, columns: int) -> None:
    cells = (rows + 1) * (columns + 1) * len(question.measures)
    if cells > MOST_CELLS:
        words = {"cells": f"{cells:,}", "most": f"{MOST_CELLS:,}"}
        raise Refused(
            _(
                "结果有%(cells)s格，最多显示%(most)s格。请加条件、缩短期间、换用更粗的分组，"
                "或者只看前若干行。"
            )
            % words,
            field="rows",
        )


def _headings(dimension: str, codes: list[str], period: When, at: datetime) -> list[Heading]:
    if not codes:
        return []
    names, today = names_of(dimension, codes), localdate(at)
    if dimension not in units.TIMES:
        return [Heading(code, names[code]) for code in codes]
    received = casework.received_span()[0]
    begun = localdate(received) if received else None
    return [
        Heading(
            code, names[code], units.complete(units.unit(dimension, code), period, today, begun)
        )
        for code in codes
    ]


def _cells(question: Question, found: Tables, left: list[str]) -> dict[Place, Row]:
    """Return every figure by its place; those of the rest are added up, the wholes are not."""
    cells: dict[Place, Row] = {}
    for (name, by), table in found.items():
        cells[name, Of.WHOLE, Of.WHOLE] = table.total
        for row in table.rows:
            codes = dict(zip(by, row.dims, strict=True))
            key = codes.get(question.rows, Of.WHOLE), codes.get(question.columns, Of.WHOLE)
            cells[name, *key] = row
    for name in question.measures if left else ():
        for column in {column for _name, _row, column in cells}:
            parts = [cells[place] for code in left if (place := (name, code, column)) in cells]
            cells[name, Of.REST, column] = summed(MEASURES[name], parts)
    return cells
