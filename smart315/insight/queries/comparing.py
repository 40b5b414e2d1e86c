"""The figures of an earlier time beside those of a question: 同比 and 环比, row by row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from smart315.accounts.actors import Actor
from smart315.insight.catalogue import MEASURES, Asked, Row
from smart315.insight.queries.measuring import measured_all
from smart315.insight.questions import units
from smart315.insight.questions.pivot import Before, Of
from smart315.insight.questions.question import Against, Question
from smart315.insight.questions.summing import summed
from smart315.measures.days import When


@dataclass(frozen=True)
class Shown:
    """What is compared: a question, the time that it means, its rows and those that are summed."""

    question: Question
    period: When
    rows: list[str]
    left: list[str]
    where: Mapping[str, tuple[str, ...]]


def earlier(shown: Shown, *, scope: Actor, at: datetime) -> dict[Before, Row | None]:
    """Return the earlier figure of every row and of the whole; None where nothing compares.

    A month is compared with the month before it or a year earlier, not with the one that has its
    place in the period before.
    """
    found: dict[Before, Row | None] = {}
    for each in shown.question.against:
        against = Against(each)
        found |= _wholes_and_rows(shown, against, scope, at)
        if shown.question.rows in units.TIMES and shown.rows:
            found |= _times(shown, against, scope, at)
    return found


def _wholes_and_rows(
    shown: Shown, against: Against, scope: Actor, at: datetime
) -> dict[Before, Row | None]:
    question = shown.question
    there = shown.period.year_before if against is Against.YEAR else shown.period.previous
    by = (question.rows,) if question.rows and question.rows not in units.TIMES else ()
    asked = [Asked(name, by, shown.where) for name in question.measures]
    found: dict[Before, Row | None] = {}
    for table in measured_all(asked, there, scope=scope, at=at):
        measure = MEASURES[table.measure]
        found[against, measure.name, Of.WHOLE] = table.total
        if not by:
            continue
        rows = {row.dims[0]: row for row in table.rows}
        kept = {code: rows.get(code, summed(measure, ())) for code in shown.rows}
        found |= {(against, measure.name, code): row for code, row in kept.items()}
        rest = [row for code, row in rows.items() if code not in kept]
        found[against, measure.name, Of.REST] = summed(measure, rest)
    return found


def _times(shown: Shown, against: Against, scope: Actor, at: datetime) -> dict[Before, Row | None]:
    name = shown.question.rows
    moved = {
        code: units.moved(name, code, against)
        for code in shown.rows
        if units.alike(name, code, shown.period)
    }
    if not moved:
        return {}
    asked = [Asked(measure, (name,), shown.where) for measure in shown.question.measures]
    found: dict[Before, Row | None] = {}
    for table in measured_all(asked, units.around(moved.values()), scope=scope, at=at):
        rows = {row.dims[0]: row for row in table.rows}
        none = summed(MEASURES[table.measure], ())
        for code, there in moved.items():
            found[against, table.measure, code] = rows.get(units.code_of(name, there), none)
    return found
