"""Two spellings of one name, and the pairs by which any part of it is found."""

import pytest
from hypothesis import given, strategies as st

from smart315.businesses.names import fragments, normal_name, search_words, typed_name


@pytest.mark.parametrize(
    ("name", "normal"),
    [
        ("青海大美煤业股份有限公司", "青海大美煤业"),
        ("青海大美煤业有限责任公司", "青海大美煤业"),
        ("青海大美煤业公司", "青海大美煤业"),
        ("（青海）大美 煤业 有限公司", "青海大美煤业"),
        ("高原红（西宁）ＡＢＣ百货有限公司", "高原红西宁abc百货"),
        ("西宁高原红百货有限公司城东分公司", "西宁高原红百货城东分公司"),
        ("杏林渡诊所（普通合伙）", "杏林渡诊所"),
        ("有限公司", "有限公司"),
        ("", ""),
    ],
)
def test_a_name_is_compared_without_legal_form_brackets_and_spaces(name, normal):
    assert normal_name(name) == normal


@pytest.mark.parametrize(
    "begun", ["股", "股份", "股份有", "股份有限", "股份有限公", "有限责任公", "有限"]
)
def test_a_legal_form_that_is_still_being_typed_does_not_count(begun):
    assert typed_name("青海大美煤业" + begun) == "青海大美煤业"


def test_a_short_name_keeps_its_last_character():
    assert typed_name("佳有") == "佳有"


@given(st.text())
def test_normalising_twice_is_normalising_once(text):
    assert normal_name(normal_name(text)) == normal_name(text)


@given(st.text(alphabet="青海大美煤业高原红百货AB1", min_size=2, max_size=20), st.data())
def test_every_part_of_a_name_is_found_by_its_pairs(name, data):
    normal = normal_name(name)
    start = data.draw(st.integers(0, len(normal)))
    part = normal[start : data.draw(st.integers(start, len(normal)))]

    assert set(fragments(part)) <= set(search_words([name]).split())
