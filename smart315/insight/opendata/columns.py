"""The columns of the open tables, and their rows: one declaration for files, answers and pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from smart315.insight.catalogue import DIMENSIONS, MEASURES
from smart315.insight.opendata.bodies import Body
from smart315.insight.opendata.declared import FIGURES, TABLES


TEXT, NUMBER, DECIMAL, YES_NO = "text", "integer", "decimal", "boolean"


@dataclass(frozen=True)
class OpenColumn:
    """One column of the data dictionary."""

    name: str
    type: str
    meaning: Any


WITHHELD = OpenColumn(
    "withheld",
    YES_NO,
    _("true：涉及的人少于k，或者公布了就能推算出这样的单元，数值为空。"),
)
PERIOD = OpenColumn("period", TEXT, _("季度，例如2026Q3。"))
COUNT = OpenColumn("accepted", NUMBER, _("本季度受理投诉件数；没有的为0，不显示的为空。"))
INDICATOR_COLUMNS = (
    PERIOD,
    OpenColumn("measure", TEXT, _("指标的代码。")),
    OpenColumn("title", TEXT, _("指标的名称。")),
    OpenColumn(
        "unit", TEXT, _("单位：cases件，people人次，fen分，share比率，days天，points分值。")
    ),
    OpenColumn("numerator", NUMBER, _("件数、金额，或者比率、平均数的分子。")),
    OpenColumn("denominator", NUMBER, _("比率、平均数的分母；件数和金额没有。")),
    OpenColumn("value", DECIMAL, _("分子，或者分子除以分母，不取整。")),
    WITHHELD,
)


def columns(name: str) -> tuple[OpenColumn, ...]:
    """Return the columns of a table in their order."""
    if name == FIGURES:
        return INDICATOR_COLUMNS
    of = [each for dimension in TABLES[name].by for each in _named(dimension)]
    return (PERIOD, *of, COUNT, WITHHELD)


def rows(body: Body, name: str) -> list[dict[str, Any]]:
    """Return the rows of a table of a release; none where the release leaves it out."""
    period = str(body.data["period"])
    if name == FIGURES:
        return list(_figures(body, period))
    keys = [each.name for each in columns(name)]
    return [
        dict(zip(keys, [period, *_alternating(row.codes, row.names), row.count, row.count is None],
                 strict=True))
        for row in body.tables.get(name, ())
    ]  # fmt: skip


def _named(dimension: str) -> Iterator[OpenColumn]:
    title = DIMENSIONS[dimension].title
    yield OpenColumn(f"{dimension}_code", TEXT, _Words(_("%(of)s的代码；未登记的为空。"), title))
    yield OpenColumn(f"{dimension}_name", TEXT, _Words(_("%(of)s的名称。"), title))


@dataclass(frozen=True)
class _Words:
    """A sentence about a dimension, put together when it is read."""

    sentence: Any
    of: Any

    def __str__(self) -> str:
        return str(self.sentence) % {"of": self.of}


def _alternating(codes: tuple[str, ...], names: tuple[str, ...]) -> Iterator[str]:
    for code, name in zip(codes, names, strict=True):
        yield from (code, name)


def _figures(body: Body, period: str) -> Iterator[dict[str, Any]]:
    for name, each in body.figures.items():
        measure = MEASURES[name]
        of = each.denominator if measure.denominator is not None else 1
        known = each.numerator is not None and bool(of)
        yield {
            "period": period,
            "measure": name,
            "title": str(measure.title),
            "unit": str(measure.unit),
            "numerator": each.numerator,
            "denominator": each.denominator,
            "value": (each.numerator or 0) / (of or 1) if known else None,
            "withheld": each.numerator is None,
        }
