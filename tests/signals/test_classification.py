import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from smart315.signals import learning, stored_models
from smart315.signals.judging import expected_calibration_error, judged
from smart315.signals.reasons import reasons
from tests.given.labelled import labelled_texts


ODD = (
    "", " ", "退", "😀😀😀", "བོད་སྐད་ཀྱི་ཡི་གེ", "消費者協會要求退款", "<p>退&amp;款</p>",
    "退款" * 50_000, "\ud800半个字符", "\x00\x01", "1234567890",
)  # fmt: skip


@pytest.fixture(scope="module")
def learnt():
    return learning.learn(*labelled_texts())


def test_the_label_of_a_like_text_is_suggested(learnt):
    said = learnt.suggestions(["健身房倒闭了会员卡退不了", "发动机异响不给修", "超市的牛奶发霉"])

    assert [each.label for each in said] == ["预付卡", "汽车", "食品"]


def test_a_text_without_any_known_word_gets_no_label_and_is_not_trusted(learnt):
    (said,) = learnt.suggestions(["😀😀😀"])

    assert (said.label, said.probability, said.trusted) == (None, 0.0, False)
    assert len(said.others) == 3


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_whatever_is_written_has_an_answer(learnt, text):
    (said,) = learnt.suggestions([text])

    assert said.label is None or 0 < said.probability <= 1
    assert isinstance(reasons(learnt, text, "汽车", "食品"), tuple)


@settings(max_examples=60)
@given(st.lists(st.text(max_size=80), max_size=5))
def test_the_probabilities_of_a_text_sum_to_one(learnt, texts):
    found = learnt.probabilities(texts)

    assert found.shape == (len(texts), 3)
    assert np.allclose(found.sum(axis=1), 1)


def test_a_text_is_judged_alike_alone_and_among_others(learnt):
    texts = ["健身房倒闭了会员卡退不了", "", "发动机异响不给修"]

    together = learnt.probabilities(texts)

    for number, text in enumerate(texts):
        assert np.allclose(together[number], learnt.probabilities([text])[0])


def test_the_words_that_decided_are_words_of_the_text_that_the_label_knows(learnt):
    words = dict(reasons(learnt, "我在健身房的会员卡退不了余额", "预付卡", "汽车"))

    assert {"健身房", "会员卡"} <= set(words)
    assert all(score > 0 for score in words.values())


def test_too_few_texts_or_one_label_teach_nothing():
    texts, labels = labelled_texts()

    with pytest.raises(learning.TooLittleToLearn):
        learning.learn(texts[:19], labels[:19])
    with pytest.raises(learning.TooLittleToLearn):
        learning.learn(texts, ["汽车"] * len(texts))


def test_a_label_seen_once_is_learnt_beside_the_others():
    texts, labels = labelled_texts(("预付卡", "汽车"))

    learnt = learning.learn([*texts, "蜂蜜是糖浆"], [*labels, "食品"])

    assert learnt.labels == ("汽车", "预付卡", "食品")


def test_a_classifier_that_was_stored_says_the_same(learnt):
    texts = ["健身房倒闭了会员卡退不了", "牛奶", ""]

    again = stored_models.read(stored_models.stored(learnt))

    assert again.suggestions(texts) == learnt.suggestions(texts)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a model"], ids=["none", "zip", "text"])
def test_other_bytes_are_not_a_model(data):
    with pytest.raises(stored_models.UnreadableModel):
        stored_models.read(data)


def test_only_probabilities_that_proved_right_often_enough_are_trusted():
    chances = np.array([[0.95, 0.05], [0.9, 0.1], [0.8, 0.2], [0.3, 0.7]])

    assert learning.trusted_from(chances, np.array([0, 0, 1, 1]), 0.9) == 0.9
    assert learning.trusted_from(chances, np.array([1, 1, 1, 0]), 0.9) > 1


def test_a_judgement_counts_what_was_right_and_what_was_trusted():
    found = judged(
        np.array(["a", "a", "b", "b"]), np.array(["a", "a", "b", "a"]),
        np.array([0.9, 0.8, 0.7, 0.6]), np.array([True, True, False, False]),
    )  # fmt: skip

    assert (found.accuracy, found.trusted_share, found.trusted_accuracy) == (0.75, 0.5, 1.0)
    assert found.macro_f1 == pytest.approx((0.8 + 2 / 3) / 2)


def test_stated_chances_that_come_true_have_no_calibration_error():
    assert expected_calibration_error(np.array([1.0, 0.0]), np.array([True, False])) == 0
