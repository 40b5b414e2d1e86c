"""Closed cases like the one at hand: those that the officer may see, why, and what is typical."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from smart315.casework import actions, queries
from smart315.casework.states import Stage
from tests.given import NOON, accounts
from tests.given.casework import a_complaint, zhao_lei, zhou_ying


pytestmark = pytest.mark.usefixtures("_world")
LONG_AGO = NOON - timedelta(days=60)
CARD: dict[str, Any] = {
    "title": "健身卡停业不退款",
    "facts": "办了健身卡，门店突然停业，余额不退。",
    "category_code": "S04-01",
    "nature_code": "N02",
}


def closed(**changes):
    return a_complaint(Stage.CLOSED, at=LONG_AGO, **changes)


def like(complaint, by=None):
    while actions.index_words(at=NOON):
        pass
    return queries.like_this(complaint.pk, by or accounts.li_min())


def test_the_likest_closed_case_comes_first_with_its_outcome_and_why():
    coat = closed()
    gym = closed(**CARD)
    found = like(a_complaint(**CARD))

    first, *rest = found.cases
    assert (first.id, first.outcome, first.recovered_fen) == (gym.pk, "调解成功", 29_900)
    assert "category" in first.facts
    assert {"健身", "停业"} & set(first.words)
    assert [each.id for each in rest] == [coat.pk]
    assert found.typical.count >= 1
    assert found.typical.recovered_fen == 29_900


def test_a_case_of_another_category_is_found_by_its_rare_words():
    other = closed(**{**CARD, "category_code": "S13-03"}, business_id=None)
    found = like(a_complaint(**CARD, business_id=None))

    assert [each.id for each in found.cases] == [other.pk]


def test_what_is_still_open_is_no_example():
    a_complaint(**CARD)

    assert like(a_complaint(**CARD)).cases == []


def test_nobody_reads_cases_of_another_county_by_this_road():
    there = closed(**CARD, business_id=None)
    west = accounts.county("630104")
    type(there).objects.filter(pk=there.pk).update(organisation=west)
    here = a_complaint(**CARD)

    assert like(here).cases == []
    assert like(here, accounts.wang_qiang()) is None
    assert [each.id for each in like(here, accounts.chen_jing()).cases] == [there.pk]


def test_the_parties_are_told_nothing_of_other_cases():
    complaint = a_complaint(**CARD)

    assert queries.like_this(complaint.pk, zhou_ying(complaint)) is None
    assert queries.like_this(complaint.pk, zhao_lei()) is None


def test_a_telephone_in_a_title_is_masked():
    closed(**{**CARD, "title": "健身卡停业，请回电13897005678"})

    (first,) = like(a_complaint(**CARD)).cases

    assert "13897005678" not in first.title


def test_it_costs_the_same_number_of_queries_however_many_there_are():
    subject = a_complaint(**CARD)
    closed(**CARD)
    like(subject)

    li_min = accounts.li_min()

    def cost():
        with CaptureQueriesContext(connection) as asked:
            queries.like_this(subject.pk, li_min)
        return len(asked)

    few = cost()
    for _ in range(3):
        closed(**CARD)
    like(subject)
    assert cost() == few <= 6
