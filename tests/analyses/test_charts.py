"""The charts of an analysis can be told apart in grey, and stand with the table they are of."""

import re

from hypothesis import given, settings, strategies as st

from smart315.documents import charts as drawn
from smart315.insight.analyses import charts, tables, writing
from smart315.insight.analyses.catalogue import DECLARED, GOODS_CLASSES
from smart315.insight.analyses.declared import Breakdown, Ranking
from smart315.insight.analyses.figures import Counted, Figures
from smart315.measures.rounding import NATIONAL
from tests.given import figures as given_figures


WHITE = "#ffffff"
APART = 0.25  # between two greys of a chart, of the way from black to white


def grey(colour):
    """Return how light a colour prints, 0 black to 1 white (ITU-R BT.709, as sRGB is read)."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    ]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def contrast(one, other):
    """Return the contrast of two colours as WCAG counts it."""

    def light(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def classes(now, before):
    figures = Figures(
        given_figures.QUARTER,
        Counted(sum(now.values()), {}, {"goods": now}),
        Counted(sum(before.values()), {}, {"goods": before}),
        None,
        NATIONAL,
    )
    return tables.breakdown(GOODS_CLASSES, figures, given_figures.named)


def rows_of(chart):
    return next(iter(chart["datasets"].values())) if "datasets" in chart else _inline(chart)


def _inline(chart):
    return next(layer["data"]["values"] for layer in chart["layer"] if "data" in layer)


def test_the_periods_of_a_chart_differ_in_grey_and_each_bar_is_edged():
    assert abs(grey(charts.NOW) - grey(charts.BEFORE)) > APART
    assert grey(WHITE) - grey(charts.NOW) > APART
    # The light bar is told from paper by its edge.
    assert contrast(charts.EDGE, WHITE) >= 3


def test_every_bar_bears_its_figure_so_that_no_colour_need_be_read():
    table = given_figures.nature_table()

    picture = drawn.svg(charts.shares(table))

    said = " ".join(re.findall(r">([^<>]+)<", picture))
    for row in table.rows:
        assert row.name in said
        assert f"{row.cells['share_pct'].text}%" in said


def test_two_periods_are_two_greys_with_a_legend_that_names_them():
    table = classes({"G01": 5, "G02": 3}, {"G01": 4, "G02": 6})
    picture = drawn.svg(charts.counts(table, "2025年第一季度", "2024年第一季度"))

    assert set(re.findall(r'fill="(#[0-9a-f]{6})"', picture)) >= {charts.NOW, charts.BEFORE}
    assert {"2025年第一季度", "2024年第一季度"} <= set(re.findall(r">([^<>]+)<", picture))


COUNTS = st.dictionaries(st.sampled_from(["G01", "G02", "G03", "G09"]), st.integers(0, 9999))


@settings(deadline=None)
@given(COUNTS, COUNTS)
def test_a_chart_says_the_counts_of_its_table_and_leaves_out_nothing_that_was_counted(now, before):
    table = classes(now, before)

    rows = rows_of(charts.counts(table, "今", "昔"))

    compared = any(before.values())
    for period, column in (("今", "count"), ("昔", "prev_count"))[: 1 + compared]:
        shown = {each["name"]: each["value"] for each in rows if each["period"] == period}
        counted = {row.name: row.cells[column].value or 0 for row in table.rows}
        assert {name: value for name, value in shown.items() if value} == {
            name: value for name, value in counted.items() if value
        }


def test_every_chart_stands_with_a_table_and_no_table_of_totals_has_one():
    for declaration in DECLARED.values():
        filled = [
            given_figures.filled(part.key) for part in declaration.parts if hasattr(part, "key")
        ]
        numbers = writing.numbers(declaration, filled)
        for part in declaration.parts:
            drawn_one = isinstance(part, Breakdown | Ranking)
            assert bool(numbers[part.key].chart) == drawn_one
            assert numbers[part.key].table
        drawn_ones = [each.chart for each in numbers.values() if each.chart]
        assert drawn_ones == list(range(1, len(drawn_ones) + 1))
