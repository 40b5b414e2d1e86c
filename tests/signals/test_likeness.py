"""Texts are like one another by rare words first; facts add to it."""

from hypothesis import given, strategies as st

from smart315.signals.likeness import Text, ranked


WEIGHTS = {"business": 0.3, "category": 0.2}
words = st.frozensets(
    st.sampled_from(["退款", "预付卡", "停业", "漏水", "冰箱", "掉毛"]), max_size=5
)
texts = st.builds(
    Text,
    id=st.integers(1, 999),
    words=words,
    facts=st.fixed_dictionaries({"category": st.sampled_from(["G01", "S01", ""])}),
)


def a_text(number, *held, **facts):
    return Text(number, frozenset(held), facts)


def test_a_rare_word_counts_for_more_than_a_common_one():
    subject = a_text(0, "退款", "预付卡")
    others = [a_text(1, "退款", "冰箱"), a_text(2, "预付卡", "漏水"), a_text(3, "退款", "掉毛")]

    best, *_rest = ranked(subject, others, weights=WEIGHTS)

    assert best.id == 2
    assert best.words == ("预付卡",)


def test_facts_that_both_share_are_named_and_unknown_ones_are_not():
    subject = a_text(0, "退款", business="7", category="")
    (found,) = ranked(subject, [a_text(1, "退款", business="7", category="")], weights=WEIGHTS)

    assert found.facts == ("business",)


def test_what_shares_nothing_is_not_like():
    assert ranked(a_text(0, "退款"), [a_text(1, "漏水")], weights=WEIGHTS) == []


@given(subject=texts, others=st.lists(texts, max_size=8))
def test_scores_are_bounded_and_in_order(subject, others):
    found = ranked(subject, others, weights=WEIGHTS, most=8)

    scores = [each.score for each in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < each <= 1.000001 + sum(WEIGHTS.values()) for each in scores)


@given(subject=texts, others=st.lists(texts, min_size=1, max_size=6))
def test_a_text_is_like_itself_as_much_as_any_other(subject, others):
    itself = Text(1000, subject.words, subject.facts)

    found = ranked(subject, [*others, itself], weights=WEIGHTS, most=9)

    if found:
        own = next((each.score for each in found if each.id == 1000), 0)
        assert own >= found[0].score - 1e-6
