"""Every installation begins with one association for each division down to the county."""

import pytest

from smart315.accounts import queries, seeds
from smart315.accounts.actors import SYSTEM
from smart315.accounts.levels import Level
from tests.given import NOON, accounts, regions


pytestmark = pytest.mark.django_db


def test_the_tree_is_founded_once():
    regions.load()

    assert seeds.load(NOON) == 54
    assert seeds.load(NOON) == 0

    levels = [each.level for each in queries.tree(SYSTEM)]
    assert levels.count(Level.PREFECTURE) == 8
    assert levels.count(Level.COUNTY) == 45
    assert queries.organisation_for_region("632701").name == "玉树市消费者协会"


def test_a_tree_begun_by_hand_is_left_as_it_is():
    accounts.province()

    assert seeds.load(NOON) == 0
