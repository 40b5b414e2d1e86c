"""Complaints about the same matter come together as they arrive, whatever the wording."""

import pytest

from smart315.signals.grouping.engine import Grouping, Unknown
from tests.given.matters import CAR, CARDS, HEAT, OTHERS, complaint, put_all, stream, together


ODD = (
    "", " ", "退", "😀😀😀", "བོད་སྐད་ཀྱི་ཡི་གེ་འདི་ནི་ཚོང་པའི་གྱོད་གཞི་ཡིན།", "消費者協會要求退款",
    "<p>退&amp;款</p>", "退款" * 50_000, "\ud800半个字符", "\x00\x01", "1234567890", "。。。",
)  # fmt: skip


@pytest.fixture
def grouping():
    return Grouping()


def test_the_same_matter_in_other_words_is_one_group_and_other_matters_stay_apart(grouping):
    came = stream(CARDS, HEAT, CAR, OTHERS)

    put_all(grouping, came)

    assert together(grouping, came) == {frozenset(CARDS), frozenset(HEAT), frozenset(CAR)}


def test_why_a_complaint_belongs_is_told_in_words_of_its_text(grouping):
    first, second, third = (complaint(each, text) for each, text in enumerate(CARDS[:3]))
    put_all(grouping, [first, second])

    placed = grouping.put(third)

    assert placed.group == grouping.group_of(first.id)
    assert any("力健健身房" in each.shared for each in placed.reasons)
    assert all(each.shared in third.text for each in placed.reasons)
    assert 0 < sum(each.weight for each in placed.reasons) <= 1.001


def test_a_fact_both_share_joins_complaints_and_is_named_as_the_reason(grouping):
    grouping.put(complaint(1, "车机卡顿，更新以后更卡", product="星越", issues=("M279",)))

    placed = grouping.put(complaint(2, "屏幕黑屏要重启才行", product="星越", issues=("M279",)))

    assert placed.group == grouping.group_of(1)
    assert {(each.kind, each.shared) for each in placed.reasons} >= {
        ("product", "星越"), ("issue", "M279"),
    }  # fmt: skip


def test_the_same_words_about_another_known_business_are_another_matter(grouping):
    text = "健身房关门，会员卡余额不退，老板失联"
    grouping.put(complaint(1, text + "，去了三次", business="力健健身"))

    grouping.put(complaint(2, "会员卡余额不退，健身房关门了", business="美体生活馆"))
    grouping.put(complaint(3, "健身房关门卡里余额不退", business="力健健身"))

    assert grouping.group_of(3) == grouping.group_of(1) != grouping.group_of(2)


def test_another_model_or_another_fault_of_the_same_brand_is_another_matter(grouping):
    def car(number, text, product, *issues):
        return complaint(number, text, business="吉利汽车", product=product, issues=issues)

    put_all(
        grouping,
        [
            car(1, "吉利星越车机系统卡顿与宣传不符", "星越", "M279"),
            car(2, "吉利博越车机系统卡顿与宣传不符", "博越", "M279"),
            car(3, "吉利星越发动机漏油要求处理", "星越", "A12"),
            car(4, "吉利星越车机死机虚假宣传", "星越", "H134", "M279"),
        ],
    )

    assert [group.members for group in grouping.groups()] == [(1, 4), (2,), (3,)]


def test_a_person_is_no_reason_to_join(grouping):
    grouping.put(complaint(1, OTHERS[0], person="甲"))
    grouping.put(complaint(2, OTHERS[1], person="甲"))

    assert grouping.group_of(1) != grouping.group_of(2)


def test_long_ago_is_less_like_than_yesterday():
    likeness = []
    for hours in (24, 24 * 300):
        grouping = Grouping()
        grouping.put(complaint(1, CARDS[0], hours=0))
        likeness.append(grouping.put(complaint(2, CARDS[3], hours=hours)).likeness or 0)

    assert likeness[0] > likeness[1]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_whatever_is_written_has_an_answer(grouping, text):
    put_all(grouping, stream(CARDS))

    placed = grouping.put(complaint(90, text))

    assert grouping.group(placed.group).members == (90,)
    assert grouping.put(complaint(91, text, title=text)).group in {90, 91, placed.group, 5, 4}
    assert {90, 91} <= {each for group in grouping.groups() for each in group.members}


@pytest.mark.parametrize("text", ["", "退", "😀😀😀", "。。。"])
def test_a_text_that_says_too_little_stands_alone(grouping, text):
    grouping.put(complaint(1, text))

    assert grouping.put(complaint(2, text)).likeness is None


def test_a_complaint_put_twice_stays_where_it_is_and_counts_once(grouping):
    first, second = complaint(1, CARDS[0]), complaint(2, CARDS[1])
    put_all(grouping, [first, second])

    again = grouping.put(second)

    assert again.group == grouping.group_of(1)
    assert grouping.group(again.group).size == 2
    assert again.reasons


def test_one_that_never_came_is_unknown(grouping):
    grouping.put(complaint(1, CARDS[0]))

    with pytest.raises(Unknown):
        grouping.group_of(2)
    with pytest.raises(Unknown):
        grouping.group(7)
    with pytest.raises(Unknown):
        grouping.placed(complaint(2, ""))


def test_a_group_names_its_time_and_the_member_that_may_stand_for_it(grouping):
    came = [complaint(each, text) for each, text in enumerate(CARDS, start=1)]
    put_all(grouping, came)

    group = grouping.group(grouping.group_of(1))

    assert (group.first, group.last) == (came[0].moment, came[-1].moment)
    assert group.central in group.members == (1, 2, 3, 4)
