"""Sentences follow the figures; after editing, every figure is checked at its place."""

import pytest
from hypothesis import given, strategies as st

from smart315.insight.analyses import sentences
from smart315.insight.analyses.checking import Fault, checked
from smart315.insight.analyses.numerals import figures
from tests.given import figures as given_figures


BEFORE = "2024年第一季度"


@pytest.fixture(scope="module")
def table():
    return given_figures.nature_table()


@pytest.fixture(scope="module")
def drafted(table):
    return sentences.shares(table, "根据投诉性质（见图1、表2）", BEFORE, "问题")


def wrong(text, drafted, table):
    return [
        (each.figure.text, each.fault) for each in checked(text, drafted, [table]) if each.fault
    ]


def test_every_figure_of_a_draft_names_its_cell_and_says_what_it_says(drafted, table):
    rows = {each.code: each for each in table.rows}

    for each in drafted.references:
        cell = rows[each.source.row].cells[each.source.column]
        assert drafted.text[each.start : each.end] == cell.text.lstrip("↑↓")
    assert len(drafted.references) == 26


def test_a_draft_agrees_with_its_snapshot(drafted, table):
    findings = checked(drafted.text, drafted, [table])

    assert [each.fault for each in findings] == [None] * len(drafted.references)
    assert [each.sources[0] for each in findings] == [each.source for each in drafted.references]


def test_an_edited_figure_is_flagged_at_its_place(drafted, table):
    text = drafted.text.replace("3050件", "3051件")

    (found,) = [each for each in checked(text, drafted, [table]) if each.fault]
    assert found.fault is Fault.DIFFERS
    assert text[found.figure.start : found.figure.end] == "3051"
    assert found.expected == "3050"
    assert str(found.sources[0]) == "nature/N03/count"


def test_a_figure_of_another_row_is_flagged_too(drafted, table):
    text = drafted.text.replace("质量问题3050件", "质量问题1747件")

    assert wrong(text, drafted, table) == [("1747", Fault.DIFFERS)]


def test_a_fall_that_is_told_as_a_rise_is_flagged(drafted, table):
    text = drafted.text.replace("安全投诉比重下降6.47", "安全投诉比重上升6.47")

    assert wrong(text, drafted, table) == [("6.47", Fault.DIRECTION)]


def test_rewriting_around_the_figures_keeps_them(drafted, table):
    text = drafted.text.replace("根据投诉性质（见图1、表2），", "从投诉反映的问题看，首先是")
    text = text.replace("。与2024年第一季度相比，", "。\n同比来看，")

    assert wrong(text, drafted, table) == []


@pytest.mark.parametrize(
    ("added", "fault"),
    [
        ("质量问题占三成以上，为3050件。", Fault.IN_WORDS),
        ("全部投诉为10461件。", None),
        ("全部投诉约1.05万件。", None),
        ("全部投诉约1.06万件。", Fault.UNKNOWN),
        ("其中10,461件。", None),
        ("质量问题占百分之29.16。", None),
        ("质量问题占29.2%。", None),
        ("质量问题占29.161%。", Fault.UNKNOWN),
        ("质量问题占29.16件。", Fault.UNKNOWN),
        ("另有777件。", Fault.UNKNOWN),
        ("２９．１６％为质量问题。", None),
        ("见表3和图12，2025年3月15日，第12条，前10位，12315热线。", None),
    ],
)
def test_figures_in_free_text_are_found(drafted, table, added, fault):
    text = f"{drafted.text}\n{added}"
    found = [
        each for each in checked(text, drafted, [table]) if each.figure.start > len(drafted.text)
    ]

    assert {each.fault for each in found if each.fault} == ({fault} if fault else set())


def test_days_captions_and_articles_are_no_figures():
    assert figures("2025年3月1日至31日，见表1；第55条；2024年第一季度；12个月") == []


@given(st.integers(0, 25), st.integers(1, 9))
def test_no_changed_digit_goes_unnoticed(place, step):
    table = given_figures.nature_table()
    drafted = sentences.shares(table, "根据投诉性质", BEFORE, "问题")
    one = drafted.references[place]
    at = one.end - 1
    digit = str((int(drafted.text[at]) + step) % 10)
    text = drafted.text[:at] + digit + drafted.text[at + 1 :]

    assert [each.figure.start for each in checked(text, drafted, [table]) if each.fault] == [
        one.start
    ]


def test_the_overview_is_worded_as_the_national_one():
    text = sentences.overview(
        [given_figures.totals_table()],
        "totals",
        {
            "whole": "accepted",
            "period": "2025年第一季度",
            "who": "全省消协组织",
            "verb": "受理",
            "subject": "消费者投诉",
        },
    ).text

    assert text == (
        "2025年第一季度，全省消协组织共受理消费者投诉10461件，同比增长27.19%，解决8541件，"
        "投诉解决率81.65%，为消费者挽回经济损失442.97万元。其中，因经营者有欺诈行为得到加倍赔偿的投诉"
        "56件，加倍赔偿金额11.70万元。"
    )
