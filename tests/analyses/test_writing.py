"""What the draft of an analysis says where little or nothing was counted."""

from smart315.insight.analyses import tables, writing
from smart315.insight.analyses.catalogue import NATIONAL
from smart315.insight.analyses.declared import Breakdown, Ranking, Totals
from smart315.insight.analyses.figures import Counted, Figures
from smart315.insight.analyses.material import Material
from smart315.measures.rounding import NATIONAL as ROUNDED
from tests.given import figures as given_figures


WORDS = {
    "period": "2025年第一季度",
    "before": "2024年第一季度",
    "who": "全省消协组织",
    "verb": "受理",
    "subject": "消费者投诉",
    "whole": "accepted",
}


def counted(accepted, parts=None):
    return Counted(accepted, {"accepted": (accepted, None)}, parts or {})


def drafted(now, before, last=None):
    """Return the paragraphs of each section."""
    figures = Figures(given_figures.QUARTER, now, before, last, ROUNDED)
    made = []
    for part in NATIONAL.parts:
        if isinstance(part, Totals):
            lines = tuple(each for each in part.lines if each.measure == "accepted")
            made.append(tables.totals(Totals(part.key, part.title, lines), figures))
        elif isinstance(part, Breakdown):
            made.append(tables.breakdown(part, figures, given_figures.named))
        elif isinstance(part, Ranking):
            made.append(tables.ranking(part, figures, given_figures.named))
    written = writing.drafted(Material(NATIONAL, made, WORDS))
    return {section.key: [each.text for each in texts] for section, texts in written}


def test_where_nothing_came_the_totals_say_so_and_the_other_sections_are_silent():
    said = drafted(counted(0), counted(0))

    assert said["overview"] == ["2025年第一季度，全省消协组织没有受理消费者投诉。"]
    for key in ("nature", "categories", "goods", "services", "goods_top", "services_top"):
        assert said[key] == []


def test_where_nobody_classified_anything_each_section_says_what_is_missing():
    said = drafted(counted(5), counted(0))

    assert said["nature"] == ["本期的投诉都没有按性质归类。"]
    assert said["goods"] == ["本期没有归入商品类的投诉。"]
    assert said["services_top"] == ["本期没有细分到具体服务的投诉。"]


def test_what_there_was_a_year_before_alone_makes_no_sentence_without_a_subject():
    said = drafted(counted(5), counted(5, {"services": {"S01": 5}}))

    assert said["services"] == ["本期没有归入服务类的投诉。"]


def test_beside_a_handful_no_growth_is_told_but_the_handful():
    (text,) = drafted(counted(4242), counted(3), counted(9))["overview"]

    assert text == "2025年第一季度，全省消协组织共受理消费者投诉4242件，上年同期为3件，上期为9件。"


def test_beside_enough_the_growth_is_told():
    (text,) = drafted(counted(30), counted(20), counted(30))["overview"]

    assert text == "2025年第一季度，全省消协组织共受理消费者投诉30件，同比增长50.00%，环比持平。"


def test_one_alone_is_the_first_and_no_row_of_them():
    (text,) = drafted(counted(7, {"goods_top": {"G09-01": 7}}), counted(0))["goods_top"]

    name = given_figures.named("G09-01")
    assert text == f"在具体商品投诉中（见图1、表2），投诉量居首位的为{name}（7件）。"


def test_a_ranking_tells_no_growth_of_what_was_seldom():
    now = {"G09-01": 30, "G06-01": 20}
    before = {"G09-01": 20, "G06-01": 2}
    (text,) = drafted(counted(50, {"goods_top": now}), counted(22, {"goods_top": before}))[
        "goods_top"
    ]

    assert "增长50.00%" in text
    assert "900" not in text


def test_names_that_are_lists_bear_their_counts_and_others_are_told_as_the_national_ones():
    services = {"S01": 5, "S11": 4, "S04": 9}
    (text,) = drafted(counted(18, {"services": services}), counted(0))["services"]
    (plain,) = drafted(counted(9, {"goods": {"G01": 5, "G02": 4}}), counted(0))["goods"]

    assert "文化、娱乐、体育服务（9件）、" in text
    assert "投诉量居前列，分别为5件、4件。" in plain
