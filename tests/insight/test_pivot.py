"""A question's table: every cell counted a second way, totals and rest never added from rates."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given, settings, strategies as st

from smart315.accounts.actors import SYSTEM, Role
from smart315.insight.queries import Asked, comparing, measured, pivot, pivoting
from smart315.insight.questions import times, units
from smart315.insight.questions.pivot import REST, WHOLE, Of
from smart315.insight.questions.question import Against, Question
from smart315.insight.questions.reading import read
from smart315.kernel.verdicts import Refused
from smart315.measures.days import Days
from smart315.measures.periods import Period
from tests.given import NOON, accounts, asking, counting


of_the_store = pytest.mark.usefixtures("db", "facts")
LATER = counting.LATER
FIRST = date(2025, 11, 1)
DIMENSIONS = ("nature", "category", "county", "channel", "month")
days = st.integers(0, 400).map(lambda each: FIRST + timedelta(days=each))
facts = st.fixed_dictionaries(
    {
        "received_on": days,
        "waited": st.none() | st.integers(0, 20),
        "nature": st.sampled_from(["N01", "N02", "N03", ""]),
        "category": st.sampled_from(["G01", "G02", ""]),
        "county": st.sampled_from(["630102", "630103"]),
        "channel": st.sampled_from(["web", "visit"]),
        "solved": st.booleans(),
        "days": st.none() | st.integers(0, 90),
        "people": st.integers(1, 4),
        "recovered_fen": st.none() | st.integers(1, 10**9),
    }
)
questions = st.builds(
    Question,
    measures=st.lists(
        st.sampled_from(sorted(asking.COUNTS)), min_size=1, max_size=3, unique=True
    ).map(tuple),
    rows=st.sampled_from(DIMENSIONS),
    columns=st.sampled_from(("", *DIMENSIONS)),
    when=st.sampled_from(["2026", "2026Q1", "2026-03", "2026-01-15..2026-04-20"]),
    against=st.sampled_from([(), ("year",), ("before",), ("year", "before")]),
    where=st.sampled_from([{}, {"nature": ("N01", "N02")}, {"category": ("",)}]),
    sort=st.sampled_from(["code", "most", "least"]),
    top=st.integers(0, 3),
).filter(lambda each: each.rows != each.columns)


def table_of(rows, question, monkeypatch):
    ask = asking.asker(rows)
    for module in (pivoting, comparing):
        monkeypatch.setattr(module, "measured_all", ask)
    monkeypatch.setattr(pivoting, "names_of", lambda _name, codes: {code: code for code in codes})
    spans = SimpleNamespace(received_span=lambda: (None, None))
    monkeypatch.setattr(pivoting, "casework", spans)
    return pivot(question, scope=SYSTEM, at=LATER)


def rows_of(found):
    made = []
    for number, each in enumerate(found):
        waited = each.pop("waited")
        accepted = None if waited is None else each["received_on"] + timedelta(days=waited)
        made.append(asking.a_fact(number, accepted_on=accepted, **each))
    return made


@settings(max_examples=25, deadline=None)
@given(found=st.lists(facts, max_size=25), question=questions)
def test_every_cell_is_what_the_rows_add_up_to_one_by_one(found, question):
    rows = rows_of([dict(each) for each in found])
    with pytest.MonkeyPatch.context() as monkeypatch:
        table = table_of(rows, question, monkeypatch)

    shown = {each.key for each in table.rows}
    for measure in table.measures:
        day = asking.COUNTS[measure.name].day
        kept = list(asking.kept(rows, question, measure.name, table.period))
        for row in table.rows:
            for column in table.columns:
                those = [
                    each
                    for each in kept
                    if belongs(each, question.rows, row, shown, day)
                    and belongs(each, question.columns, column, shown, day)
                ]
                cell = table.cell(measure, row, column)
                expected = asking.added(those, measure.name)
                assert (cell.numerator, cell.denominator) == expected
                if expected[1]:
                    assert cell.value == pytest.approx(expected[0] / expected[1])
        check_earlier(rows, question, table, measure, shown)


def belongs(row, dimension, heading, shown, day):
    if heading.key is Of.WHOLE:
        return True
    code = asking.code(row, dimension, day)
    return code not in shown if heading.key is Of.REST else code == heading.key


def check_earlier(rows, question, table, measure, shown):
    day = asking.COUNTS[measure.name].day
    for each in question.against:
        against = Against(each)
        there = getattr(table.period, "year_before" if each == "year" else "previous")
        for heading in table.rows:
            row = table.before(against, measure, heading)
            if question.rows == "month" and heading.key is not Of.WHOLE:
                if heading.key is Of.REST or not whole_month(heading.key, table.period):
                    assert row is None
                    continue
                month = Period.read(heading.key)
                moved = month.year_before if each == "year" else month.previous
                those = list(asking.kept(rows, question, measure.name, moved))
            else:
                earlier = asking.kept(rows, question, measure.name, there)
                those = [x for x in earlier if belongs(x, question.rows, heading, shown, day)]
            expected = asking.added(those, measure.name)
            assert (row.numerator, row.denominator) == expected


def whole_month(code, period):
    month = Period.read(code)
    return period.first <= month.first and month.last <= period.last


def test_a_rate_of_the_rest_is_of_its_complaints_and_not_the_mean_of_rates(monkeypatch):
    rows = [
        asking.a_fact(n, accepted_on=date(2026, 2, 1), nature=nature, solved=solved)
        for n, (nature, solved) in enumerate(
            [("N01", True)] * 5 + [("N02", True)] + [("N03", False)] * 3
        )
    ]
    question = Question(("resolve_rate",), rows="nature", when="2026Q1", sort="most", top=1)

    table = table_of(rows, question, monkeypatch)

    (measure,) = table.measures
    rest = table.cell(measure, REST)
    assert [each.key for each in table.rows] == ["N01", Of.REST, Of.WHOLE]
    assert table.rest == 2
    assert (rest.numerator, rest.denominator, rest.value) == (1, 4, 0.25)
    assert rest.low < 0.25 < rest.high
    assert table.cell(measure, WHOLE).value == pytest.approx(6 / 9)


def test_more_cells_than_can_be_read_are_refused_with_the_remedy(monkeypatch):
    rows = [
        asking.a_fact(n, accepted_on=date(2026, 1, 1) + timedelta(days=n % 90), business=n)
        for n in range(1, 101)
    ]
    question = Question(("accepted",), rows="business", columns="day", when="2026Q1")

    with pytest.raises(Refused, match=r"最多显示5,000格.*前若干行") as refused:
        table_of(rows, question, monkeypatch)
    assert refused.value.field == "rows"

    few = Question(("accepted",), "business", "day", "2026Q1", top=10)
    assert len(table_of(rows, few, monkeypatch).rows) == 12


def test_a_month_that_is_not_over_or_only_partly_asked_for_is_marked(monkeypatch):
    rows = [
        asking.a_fact(n, accepted_on=date(2026, month, 20)) for n, month in enumerate((1, 2, 3))
    ]
    question = Question(("accepted",), rows="month", when="2026-01-10..2026-03-31")

    table = table_of(rows, question, monkeypatch)

    assert [each.complete for each in table.rows] == [False, True, True, True]
    assert not units.complete(Period.read("2026-03"), Period(2026), date(2026, 3, 31), None)
    assert not units.complete(
        Period.read("2026-03"), Period(2026), date(2026, 5, 1), date(2026, 3, 9)
    )


@of_the_store
def test_totals_are_what_the_engine_says_without_dimensions():
    counting.complaints()
    question = Question(
        ("accepted", "resolve_rate", "people"), rows="nature", columns="county", when="2026"
    )

    table = pivot(question, scope=SYSTEM, at=LATER)

    for measure in table.measures:
        whole = measured(measure.name, Period(2026), scope=SYSTEM, at=LATER).total
        assert table.cell(measure, WHOLE) == whole
        by_row = measured(measure.name, Period(2026), scope=SYSTEM, at=LATER, by=("nature",))
        for row in by_row.rows:
            heading = next(each for each in table.rows if each.key == row.dims[0])
            assert table.cell(measure, heading) == row


@of_the_store
def test_the_reader_s_scope_decides_and_not_the_question():
    counting.complaints()
    question = Question(("received",), rows="organisation", when="2026")

    ours = pivot(question, scope=accounts.li_min(), at=LATER)
    others = pivot(question, scope=accounts.wang_qiang(), at=LATER)

    (measure,) = ours.measures
    assert ours.cell(measure, WHOLE).numerator == len(counting.STORIES)
    assert others.empty


@of_the_store
def test_somebody_who_reads_no_complaint_is_refused():
    admin = accounts.officer("管理员", Role.SYSTEM_ADMIN)

    with pytest.raises(Refused, match="没有查看投诉数据的权限"):
        pivot(Question(("received",)), scope=admin, at=NOON)


@of_the_store
def test_a_place_counts_all_below_it_and_one_that_is_not_seen_is_refused():
    counting.complaints()
    county, other = accounts.county(), accounts.county("630104")
    above = accounts.chen_jing()

    city = pivot(
        Question(("received",), when="2026", place=accounts.prefecture().pk),
        scope=above, at=LATER,
    )  # fmt: skip
    mine = pivot(Question(("received",), when="2026", place=county.pk), scope=above, at=LATER)
    both = Question(
        ("received",), when="2026", place=county.pk, where={"organisation": (str(other.pk),)}
    )

    assert city.cell(city.measures[0], WHOLE) == mine.cell(mine.measures[0], WHOLE)
    assert pivot(both, scope=above, at=LATER).empty
    with pytest.raises(Refused) as refused:
        pivot(Question(("received",), place=other.pk), scope=accounts.li_min(), at=LATER)
    assert refused.value.field == "place"


@of_the_store
def test_a_free_span_of_days_counts_the_days_from_the_first_to_the_last():
    counting.complaints()
    first = (NOON + counting.DAY * 9).date()
    span = Days(first, first + counting.DAY * 18)

    table = pivot(Question(("received",), when=span.code), scope=SYSTEM, at=LATER)

    assert table.cell(table.measures[0], WHOLE).numerator == 3
    assert table.period == span


@pytest.mark.parametrize(
    ("values", "field", "says"),
    [
        ({"measure": []}, "measure", "一到三项指标"),
        ({"measure": ["a", "b", "c", "d"]}, "measure", "最多看三项"),
        ({"measure": ["colour"]}, "measure", "没有“colour”这项指标"),
        ({"rows": ["colour"]}, "rows", "不能按“colour”分组"),
        ({"rows": ["nature"], "columns": ["nature"]}, "columns", "不能是同一项"),
        ({"period": ["spring"]}, "period", "“spring”不是期间"),
        ({"period": ["2026"], "from": ["2026-01-01"]}, "period", "只能填一种"),
        ({"from": ["2026-01-01"]}, "to", "都填上"),
        ({"to": ["2026-01-01"]}, "from", "都填上"),
        ({"from": ["2026-02-01"], "to": ["2026-01-01"]}, "to", "不能早于"),
        ({"from": ["2020-01-01"], "to": ["2026-01-01"]}, "from", "不能超过五年"),
        ({"from": ["0001-01-01"], "to": ["0001-01-01"]}, "from", "年份"),
        ({"month": ["2026"]}, "month", "“2026”不是月份的取值"),
        ({"organisation": ["9" * 30]}, "organisation", "的取值"),
        ({"organisation": ["x"]}, "organisation", "的取值"),
        ({"top": ["201"]}, "top", "最多看前200行"),
        ({"top": ["many"]}, "top", "行数"),
        ({"sort": ["up"]}, "sort", "没有这种排序"),
        ({"place": ["x"]}, "place", "没有这个单位"),
    ],
)
def test_what_cannot_be_asked_names_field_and_remedy(values, field, says):
    with pytest.raises(Refused, match=says) as refused:
        read({"measure": ["accepted"]} | values)

    assert refused.value.field == field


@given(question=questions)
def test_a_question_that_was_kept_is_read_as_it_was(question):
    assert read(question.data()) == question


def test_a_word_moves_with_today_and_is_kept_as_a_word():
    question = read({"measure": ["accepted"], "period": ["上月"]})

    assert question.when == "last-month"
    assert times.words(question.when) == "上月"
    assert times.meant(question.when, date(2026, 1, 9)) == Period.read("2025-12")
    assert times.meant(question.when, date(2026, 2, 9)) == Period.read("2026-01")


def test_a_column_without_rows_becomes_the_rows():
    assert read({"measure": ["accepted"], "columns": ["nature"]}).rows == "nature"


def test_the_same_dimension_may_be_narrowed_to_the_unknown():
    question = read({"measure": ["accepted"], "category": [""]})

    assert question.where == {"category": ("",)}
    assert Asked("accepted", (), question.where).where == {"category": ("",)}
