"""Officers split and merge, and the grouping keeps to it."""

import pytest
from hypothesis import given, settings, strategies as st

from smart315.signals.grouping.engine import Grouping, Unknown
from tests.given.matters import CARDS, HEAT, OTHERS, complaint, put_all


def grouped(texts=CARDS):
    grouping = Grouping()
    put_all(grouping, [complaint(each, text) for each, text in enumerate(texts, start=1)])
    return grouping


def test_what_was_split_off_has_a_group_of_its_own_and_the_number_stays_with_the_rest():
    grouping = grouped()
    group = grouping.group_of(1)

    out = grouping.split(group, [2, 4])

    assert grouping.group(group).members == (1, 3)
    assert grouping.group(out).members == (2, 4)


def test_a_pair_that_was_split_is_not_brought_together_by_what_is_like_both():
    grouping = grouped()
    grouping.split(grouping.group_of(1), [2, 4])

    put_all(grouping, [complaint(each, text) for each, text in enumerate(CARDS * 3, start=10)])

    assert grouping.group_of(1) == grouping.group_of(3) != grouping.group_of(2)
    assert grouping.group_of(2) == grouping.group_of(4)


def test_what_an_officer_merges_stays_together_and_draws_what_is_like_either():
    grouping = grouped(CARDS + HEAT)
    kept = grouping.merge(grouping.group_of(1), grouping.group_of(5))

    placed = grouping.put(complaint(20, "康城小区供暖不热，热力公司推脱"))

    assert placed.group == kept == grouping.group_of(7) == grouping.group_of(1)


def test_the_later_word_of_an_officer_holds():
    grouping = grouped()
    out = grouping.split(grouping.group_of(1), [2, 4])

    kept = grouping.merge(out, grouping.group_of(1))
    grouping.put(complaint(30, CARDS[0]))

    assert grouping.group(kept).members == (1, 2, 3, 4, 30)


def test_the_number_of_a_group_that_became_part_of_another_still_leads_there():
    grouping = grouped(CARDS + HEAT)
    parts = grouping.group_of(1), grouping.group_of(5)

    kept = grouping.merge(*parts)

    assert {grouping.group(each).id for each in parts} == {kept}


def test_a_split_leaves_some_and_takes_only_what_is_there():
    grouping = grouped(CARDS + OTHERS)
    group = grouping.group_of(1)

    with pytest.raises(ValueError, match="leaves some"):
        grouping.split(group, [1, 2, 3, 4])
    with pytest.raises(ValueError, match="takes out some"):
        grouping.split(group, [])
    with pytest.raises(Unknown):
        grouping.split(group, [5])
    with pytest.raises(Unknown):
        grouping.merge(group, 99)
    assert grouping.group(group).size == 4


TEXTS = CARDS + HEAT + OTHERS[:2]


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_no_split_pair_ever_rejoins_and_each_complaint_is_in_one_group(data):
    grouping = Grouping()
    apart = set()
    for each in range(data.draw(st.integers(2, 24))):
        grouping.put(complaint(each, data.draw(st.sampled_from(TEXTS))))
        larger = list(grouping.groups(2))
        if larger and data.draw(st.booleans()):
            group = data.draw(st.sampled_from(larger))
            many = data.draw(st.integers(1, group.size - 1))
            out = group.members[:many]
            grouping.split(group.id, out)
            apart |= {(one, other) for one in out for other in group.members[many:]}

        members = sorted(each for group in grouping.groups() for each in group.members)
        assert members == list(range(each + 1))
        assert all(grouping.group_of(one) != grouping.group_of(other) for one, other in apart)
