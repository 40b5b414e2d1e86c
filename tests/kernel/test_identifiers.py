import pytest
from hypothesis import given, strategies as st

from smart315.kernel.identifiers import (
    ALPHABET,
    ComplaintNumber,
    complaint_number,
    normalise_query_code,
    parse_complaint_number,
    query_code,
)


@pytest.mark.parametrize(
    "typed",
    [
        "青消投〔2026〕630100-000123号",
        " 青消投 [2026] 630100-000123号 ",
        "青消投（２０２６）630100－123号",
        "青消投【2026】630100-000123号",
    ],
)
def test_a_number_is_recognised_however_it_is_typed(typed):
    assert parse_complaint_number(typed) == ComplaintNumber("630100", 2026, 123)


@pytest.mark.parametrize("typed", ["", "630100-000123", "青消投〔2026〕630100-000000号"])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(ValueError, match="not the number"):
        parse_complaint_number(typed)


@pytest.mark.parametrize(("region", "sequence"), [("6301", 1), ("63010a", 1), ("630100", 0)])
def test_a_number_needs_its_parts(region, sequence):
    with pytest.raises(ValueError, match="region code"):
        complaint_number(region, 2026, sequence)


@given(
    st.sampled_from(["630000", "630102", "630102001", "630102001002"]),
    st.integers(1985, 9999),
    st.integers(1, 10**9),
)
def test_numbers_round_trip(region, year, sequence):
    number = complaint_number(region, year, sequence)

    assert parse_complaint_number(number) == (region, year, sequence)


@given(st.binary(min_size=16, max_size=32))
def test_a_query_code_is_ten_unmistakable_characters(random_bytes):
    code = query_code(random_bytes)

    assert len(code) == 10
    assert set(code) <= set(ALPHABET)
    assert normalise_query_code(code) == code


def test_a_query_code_needs_enough_chance():
    with pytest.raises(ValueError, match="16 random bytes"):
        query_code(b"0" * 15)


def test_look_alikes_are_read_as_what_was_meant():
    assert normalise_query_code(" ｏil-zs bu ") == "011258V"
