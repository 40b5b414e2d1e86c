"""Chinese words, cut alike for the index and for the question."""

import pytest
from hypothesis import given, strategies as st

from smart315.signals.words import index_text, query_text


@pytest.mark.parametrize(
    ("title", "asked"),
    [
        ("警惕预付卡退款难", "预付卡"),
        ("警惕预付卡退款难", "退款"),
        ("关于购买ＵＳＢ充电器的提示", "usb"),
        ("青海省消费者协会发布消费警示", "消费"),
        ("青海省消费者协会发布消费警示", "消费者 协会"),
    ],
)
def test_a_word_inside_a_title_is_among_its_words(title, asked):
    assert set(query_text(asked).split()) <= set(index_text(title).split())


@given(st.text())
def test_words_are_half_width_lower_case_and_hold_something_to_read(text):
    for word in index_text(text).split():
        assert word == word.lower()
        assert any(character.isalnum() for character in word)
