"""Tables of an analysis, from their figures."""

from decimal import Decimal

from hypothesis import given, strategies as st

from smart315.insight.analyses import tables
from smart315.insight.analyses.catalogue import GOODS_FIRST, NATURE, TOTALS
from smart315.insight.analyses.figures import Counted, Figures
from smart315.measures.rounding import NATIONAL
from tests.given import figures as given_figures, published


def row_of(table, name):
    return next(each for each in table.rows if each.name == name)


def texts(row):
    return [cell.text for cell in row.cells.values()]


def number(cell):
    assert cell.value is not None
    return float(cell.value)


def made(now, before, key="nature", whole=None):
    return Figures(
        given_figures.QUARTER,
        Counted(whole or sum(now.values()), {}, {key: now}),
        Counted(sum(before.values()), {}, {key: before}),
        None,
        NATIONAL,
    )


def test_hunans_published_table_comes_back_in_its_order():
    table = given_figures.nature_table()

    assert [(each.name, *texts(each)) for each in table.rows] == [
        (name, str(now), share, str(before), share_before, change)
        for name, now, share, before, share_before, change in published.HUNAN_2025Q1_NATURE
    ]


def test_hunans_published_totals_come_back():
    table = given_figures.totals_table()

    said = {each.code: each.cells["value"].text for each in table.rows}
    assert said["accepted"] == "10461"
    assert said["resolved"] == "8541"
    assert said["resolve_rate"] == "81.65"
    assert said["recovered_loss"] == "442.97"
    assert said["multi_comp_cases"] == "56"
    assert said["multi_comp_amount"] == "11.70"


def test_goods_services_and_others_divide_the_whole():
    table = given_figures.sides_table()

    assert [each.cells["share_pct"].text for each in table.rows] == ["66.43", "31.28", "2.29"]


def test_a_share_keeps_what_it_was_counted_from():
    cell = row_of(given_figures.nature_table(), "质量").cells["share_pct"]

    assert (cell.numerator, cell.denominator) == (3050, 10461)
    assert cell.value == Decimal("29.16")


def test_without_anything_before_nothing_is_compared():
    table = tables.breakdown(NATURE, made({"N01": 3}, {}), given_figures.named)

    assert texts(table.rows[0]) == ["3", "100.00", "—", "—", "—"]


def test_what_is_new_bears_a_dash_and_what_is_gone_fell():
    table = tables.breakdown(NATURE, made({"N01": 2, "N02": 2}, {"N01": 2, "N03": 2}), str)

    changes = {each.code: each.cells["share_change"].text for each in table.rows}
    assert (changes["N01"], changes["N02"], changes["N03"]) == ("0.00", "—", "↓50.00")


def test_complaints_that_nobody_classified_stay_in_the_whole_and_are_told():
    table = tables.breakdown(NATURE, made({"N01": 1, "": 3}, {}), given_figures.named)

    assert table.rows[0].cells["share_pct"].text == "25.00"
    assert "另有3件未分类。" in table.notes
    assert table.total is not None
    assert table.total.cells["count"].value == 4


def test_a_ranking_leaves_out_others_and_what_is_not_told_apart():
    now = {"G09-01": 5, "G01-99": 9, "": 20, "G03-01": 5, "G06-01": 7}
    table = tables.ranking(GOODS_FIRST, made(now, {"G06-01": 5}, "goods_top"), given_figures.named)

    assert [each.code for each in table.rows] == ["G06-01", "G03-01", "G09-01"]
    assert [each.cells["rank"].value for each in table.rows] == [1, 2, 3]
    assert table.rows[0].cells["growth_pct"].text == "↑40.00"


def test_the_period_before_is_compared_where_it_is_another_than_a_year_before():
    figures = given_figures.hunan()
    quarter = Figures(
        figures.period, figures.now, figures.before, Counted(20922, figures.now.totals), NATIONAL
    )
    table = tables.totals(TOTALS, quarter)

    assert row_of(table, "受理投诉（件）").cells["last_change"].text == "0.00"
    assert "last_change" not in given_figures.totals_table().rows[0].cells


COUNTS = st.dictionaries(
    st.sampled_from([f"N0{each}" for each in range(1, 10)] + ["N99", ""]),
    st.integers(0, 10**6),
    min_size=1,
)


@given(COUNTS, COUNTS)
def test_every_cell_follows_from_its_counts(now, before):
    table = tables.breakdown(NATURE, made(now, before), str)
    whole, earlier = sum(now.values()), sum(before.values())

    for row in table.rows:
        count, share = row.cells["count"], row.cells["share_pct"]
        assert count.value == now.get(row.code, 0)
        if whole:
            # A second way: floating point, to within half of the last digit.
            assert abs(number(share) - 100 * count.value / whole) <= 0.005 + 1e-9
        if earlier and before.get(row.code) and whole:
            change = number(row.cells["share_change"])
            exact = 100 * count.value / whole - 100 * before[row.code] / earlier
            assert abs(change - exact) <= 0.01 + 1e-9
    assert sum(number(each.cells["count"]) for each in table.rows) == whole - now.get("", 0)
