"""Copies are marked apart, and people are counted beside complaints (organised filing)."""

from hypothesis import given, settings, strategies as st

from smart315.signals.grouping.engine import Grouping
from tests.given.matters import CARDS, complaint, put_all


LETTER = "尊敬的领导：" + "".join(CARDS) + "请尽快处理并书面答复。"


def test_word_for_word_and_nearly_so_are_copies_of_the_first_and_other_words_are_not():
    grouping = Grouping()

    placed = put_all(
        grouping,
        [
            complaint(1, LETTER, person="甲"),
            complaint(2, LETTER, person="乙"),
            complaint(3, "\t" + LETTER.replace("三年", "两年"), person="丙"),
            complaint(4, CARDS[1], person="丁"),
        ],
    )

    assert [each.copy_of for each in placed] == [None, 1, 1, None]
    group = grouping.group(placed[0].group)
    assert (group.size, group.people, group.copies) == (4, 4, 2)


def test_one_person_who_writes_often_is_one_person():
    grouping = Grouping()

    put_all(grouping, [complaint(each, text, person="甲") for each, text in enumerate(CARDS)])

    (group,) = grouping.groups(2)
    assert (group.size, group.people) == (4, 1)


def test_an_unknown_person_counts_unless_the_text_is_a_copy():
    grouping = Grouping()

    put_all(grouping, [complaint(1, LETTER), complaint(2, LETTER), complaint(3, CARDS[1])])

    (group,) = grouping.groups(2)
    assert (group.size, group.people, group.copies) == (3, 2, 1)


def test_a_copy_whose_original_was_split_off_copies_the_next():
    grouping = Grouping()
    put_all(grouping, [complaint(each, LETTER) for each in (1, 2, 3)])

    out = grouping.split(grouping.group_of(1), [1])

    assert grouping.group(out).copies == 0
    assert grouping.group(grouping.group_of(2)).copies == 1


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["甲", "乙", "丙"]), min_size=1, max_size=8))
def test_copies_and_people_add_up(persons):
    grouping = Grouping()
    put_all(
        grouping,
        [complaint(each, LETTER, person=person) for each, person in enumerate(persons)],
    )

    (group,) = grouping.groups()

    assert group.copies == len(persons) - 1
    assert group.people == len(set(persons))
