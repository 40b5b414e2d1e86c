"""Published tables come back to the last digit: shares, changes, growth."""

import csv
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction

import pytest

from smart315.measures.comparisons import grown, with_arrow
from smart315.measures.rounding import HUNAN, NATIONAL, Convention, Part, rounded
from tests.given import published, shared


def national(places):
    return Convention("national", of_rounded=True, places=places)


def test_hunans_table_rounds_the_exact_change():
    rows = published.HUNAN_2025Q1_NATURE
    now, before = sum(row[1] for row in rows), sum(row[3] for row in rows)

    written = [
        (
            name,
            count,
            str(HUNAN.share(Part(count, now))),
            earlier,
            str(HUNAN.share(Part(earlier, before))),
            with_arrow(HUNAN.change(Part(count, now), Part(earlier, before))),
        )
        for name, count, _share, earlier, _before, _change in rows
    ]

    assert written == list(rows)
    assert now == 10461


def test_the_other_convention_gives_another_table():
    rows = published.HUNAN_2025Q1_NATURE
    now, before = sum(row[1] for row in rows), sum(row[3] for row in rows)

    other = [
        name
        for name, count, _share, earlier, _before, change in rows
        if with_arrow(NATIONAL.change(Part(count, now), Part(earlier, before))) != change
    ]

    assert other == ["价格", "虚假宣传", "计量"]


def tables():
    """Return the rows of each published table of the shared data."""
    with shared.path("official/nature_and_category.csv").open(encoding="utf-8-sig") as file:
        found = defaultdict(list)
        for row in csv.DictReader(file):
            found[row["period"], row["dimension"]].append(row)
    return found


def printed(text):
    """Return a published figure without the zeros that the transcription lost or kept."""
    return Decimal(text).normalize()


@pytest.mark.parametrize(
    ("table", "places", "whole_before"),
    [
        (("2019H1", "投诉性质"), 1, 354588),
        (("2019H1", "商品大类"), 1, 354588),
        (("2020H1", "投诉性质"), 1, None),
        (("2022H1", "商品大类"), 2, 521976),
    ],
)
def test_national_tables_subtract_what_they_print(table, places, whole_before):
    convention = national(places)
    for row in tables()[table]:
        if not row["count"]:
            continue
        now = Part(int(row["count"]), int(row["denominator_total"]))
        assert convention.share(now) == printed(row["share_pct"]), row["category"]
        if not row["prev_count"]:
            continue
        before = Part(int(row["prev_count"]), whole_before)
        if row["prev_share_pct"]:
            assert convention.share(before) == printed(row["prev_share_pct"]), row["category"]
        if row["share_change"]:
            assert convention.change(now, before) == printed(row["share_change"]), row["category"]


def test_national_tables_do_not_round_the_exact_change():
    appliances = Part(49611, 421373), Part(44096, 354588)

    assert national(1).change(*appliances) == Decimal("-0.6")
    assert Convention("hunan", of_rounded=False, places=1).change(*appliances) == Decimal("-0.7")


def test_every_resolution_rate_that_was_published_comes_back():
    with shared.path("official/totals.csv").open(encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if row["resolve_rate_pct"]]

    for row in rows:
        rate = Fraction(int(row["resolved"]) * 100, int(row["total"]))
        places = len(row["resolve_rate_pct"].partition(".")[2])
        assert rounded(rate, places) == Decimal(row["resolve_rate_pct"]), row["period"]
    assert len(rows) > 10


def test_the_growth_that_was_published_comes_back():
    assert grown(551780, 521976) == Decimal("5.71")
