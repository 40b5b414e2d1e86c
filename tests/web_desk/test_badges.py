"""A badge says in words what its colour says."""

from datetime import timedelta

import pytest

from smart315.web.desk import badges
from tests.given import NOON


@pytest.mark.parametrize(
    ("ahead", "level", "words", "shown"),
    [
        (timedelta(days=-3), "orange", "已逾期 3 天", "red"),
        (timedelta(hours=-5), "", "已逾期 5 小时", "red"),
        (timedelta(minutes=-1), "", "已逾期 1 小时", "red"),
        (timedelta(hours=6), "orange", "今日到期", "orange"),
        (timedelta(hours=20), "yellow", "剩 20 小时", "yellow"),
        (timedelta(days=9), "green", "剩 9 天", "green"),
        (timedelta(days=9), "", "剩 9 天", "green"),
    ],
)
def test_a_due_date_says_how_pressing_it_is(ahead, level, words, shown):
    badge = badges.due(NOON + ahead, level, NOON)

    assert (badge.words, badge.level) == (words, shown)


def test_a_stage_has_the_colour_of_what_it_asks_for():
    assert badges.tone("submitted") == "yellow"
    assert badges.tone("MEDIATING") == "blue"
    assert badges.tone("closed") == ""
